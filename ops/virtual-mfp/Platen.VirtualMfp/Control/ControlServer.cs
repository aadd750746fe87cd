using System.Text.Json;
using Platen.VirtualMfp.Device;
using Platen.VirtualMfp.Jobs;

namespace Platen.VirtualMfp.Control;

/// <summary>The control interface: GET and POST /state, GET and POST /behaviour, GET /jobs. Loopback only.</summary>
internal sealed class ControlServer(MfpDevice device, JobList jobs)
{
    private const long BodyBytesMax = 16 * 1024;

    internal async Task HandleAsync(HttpContext context)
    {
        try
        {
            await DispatchAsync(context);
        }
        catch (Exception e) when (e is JsonException or BadHttpRequestException)
        {
            await FailAsync(context, $"{e.Message} See the device's README for what is taken.");
        }
    }

    private Task DispatchAsync(HttpContext context) => (context.Request.Method, context.Request.Path.Value) switch
    {
        ("GET", "/state") => AnswerAsync(context, State()),
        ("POST", "/state") => SetStateAsync(context),
        ("GET", "/behaviour") => AnswerAsync(context, device.Behaviour),
        ("POST", "/behaviour") => SetBehaviourAsync(context),
        ("GET", "/jobs") => AnswerAsync(context, jobs.All.Select(Describe).ToArray()),
        _ => FailAsync(context, "no such resource; there are GET and POST /state, GET and POST /behaviour, GET /jobs", StatusCodes.Status404NotFound),
    };

    private async Task SetStateAsync(HttpContext context)
    {
        if (await ReadAsync<StateChange>(context) is { Condition: { } condition })
        {
            device.Set(condition);
            await AnswerAsync(context, State());
            return;
        }

        await FailAsync(context, "condition is missing: ready, out-of-paper, jammed, offline or door-open");
    }

    private async Task SetBehaviourAsync(HttpContext context)
    {
        var behaviour = await ReadAsync<MfpBehaviour>(context) ?? MfpBehaviour.Good;
        if (behaviour.FindFault() is { } fault)
        {
            await FailAsync(context, fault);
            return;
        }

        device.Set(behaviour);
        await AnswerAsync(context, device.Behaviour);
    }

    private object State() => new { device.Condition, LifeCount = device.LifeCounter.Count, device.SerialNumber, QueuedJobs = jobs.QueuedCount };

    private static object Describe(MfpJob job) => new
    {
        job.Id,
        job.Protocol,
        job.ReceivedAt,
        JobName = job.Name,
        job.User,
        job.State,
        job.Bytes,
        job.Pages,
        job.PagesPrinted,
        job.Finishing,
    };

    private static async Task<T?> ReadAsync<T>(HttpContext context)
    {
        if (context.Request.ContentLength is null or > BodyBytesMax)
        {
            throw new JsonException($"A body of JSON with a Content-Length of at most {BodyBytesMax} is needed.");
        }

        return await JsonSerializer.DeserializeAsync<T>(context.Request.Body, MfpJson.Options, context.RequestAborted);
    }

    private static Task AnswerAsync(HttpContext context, object content) =>
        context.Response.WriteAsJsonAsync(content, content.GetType(), MfpJson.Options, context.RequestAborted);

    private static Task FailAsync(HttpContext context, string reason, int status = StatusCodes.Status400BadRequest)
    {
        context.Response.StatusCode = status;
        return AnswerAsync(context, new { Error = reason });
    }
}
