using System.Globalization;
using Platen.Protocols.Ipp;
using Platen.VirtualMfp.Device;
using Platen.VirtualMfp.Jobs;

namespace Platen.VirtualMfp.Ipp;

/// <summary>Checks a request once, then hands it to its operation.</summary>
internal sealed class IppOperations(MfpDevice device, JobList jobs, IppDocuments documents)
{
    private const int JobsShownMax = 500;

    internal Task<IppMessage> RunAsync(IppCall call)
    {
        var check = IppRequestCheck.Of(call.Request);
        if (!check.IsOk)
        {
            return Task.FromResult(call.Fail(check.Status, check.Detail!));
        }

        if (call.Attributes.Find(IppNames.PrinterUri) is null && call.Attributes.Find(IppNames.JobUri) is null)
        {
            return Task.FromResult(call.Fail(IppStatus.BadRequest, "printer-uri or job-uri is missing"));
        }

        return call.Request.Operation switch
        {
            IppOperation.PrintJob => documents.PrintAsync(call),
            IppOperation.ValidateJob => Task.FromResult(documents.FindFault(call) ?? call.Respond(IppStatus.Ok).Build()),
            IppOperation.CreateJob => Task.FromResult(documents.Create(call)),
            IppOperation.SendDocument => WithJobAsync(call, documents.SendAsync),
            IppOperation.CloseJob => WithJobAsync(call, documents.CloseAsync),
            IppOperation.CancelJob => WithJobAsync(call, CancelAsync),
            IppOperation.GetJobAttributes => WithJobAsync(call, GetJobAsync),
            IppOperation.GetJobs => Task.FromResult(GetJobs(call)),
            IppOperation.GetPrinterAttributes => Task.FromResult(GetPrinter(call)),
            IppOperation.IdentifyPrinter => Task.FromResult(call.Respond(IppStatus.Ok).Build()),
            _ => Task.FromResult(call.Fail(IppStatus.OperationNotSupported, $"operation 0x{(ushort)call.Request.Operation:x4} is not supported")),
        };
    }

    private Task<IppMessage> WithJobAsync(IppCall call, Func<IppCall, MfpJob, Task<IppMessage>> operation)
    {
        var id = call.Attributes.GetInteger(IppNames.JobId) ?? IdOf(call.Attributes.GetString(IppNames.JobUri));
        return id is not { } number ? Task.FromResult(call.Fail(IppStatus.BadRequest, "job-id is missing"))
            : jobs.Find(number) is not { } job ? Task.FromResult(call.Fail(IppStatus.NotFound, $"there is no job {number}"))
            : operation(call, job);
    }

    private static int? IdOf(string? jobUri) =>
        int.TryParse(jobUri?.Split('/')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private Task<IppMessage> CancelAsync(IppCall call, MfpJob job)
    {
        if (job.IsOver)
        {
            return Task.FromResult(call.Fail(IppStatus.NotPossible, $"job {job.Id} is over"));
        }

        job.Cancel(device.Time.GetUtcNow());
        device.Set(device.Condition); // wakes the engine if it waits for paper with this job
        return Task.FromResult(call.Respond(IppStatus.Ok).Build());
    }

    private Task<IppMessage> GetJobAsync(IppCall call, MfpJob job) =>
        Task.FromResult(call.Respond(IppStatus.Ok).Group(Filter(IppJobDescription.Of(job, call.PrinterUri, device), call, ["all"])).Build());

    private IppMessage GetJobs(IppCall call)
    {
        var which = call.Attributes.GetString(IppNames.WhichJobs) ?? "not-completed";
        if (which is not ("completed" or "not-completed" or "all"))
        {
            return call.Fail(IppStatus.AttributesOrValuesNotSupported, "which-jobs must be completed, not-completed or all");
        }

        var user = call.Attributes.GetBoolean(IppNames.MyJobs) == true ? call.Attributes.GetString(IppNames.RequestingUserName) : null;
        var limit = Math.Clamp(call.Attributes.GetInteger(IppNames.Limit) ?? JobsShownMax, 1, JobsShownMax);
        var builder = call.Respond(IppStatus.Ok);
        foreach (var job in jobs.All.Where(job => (which == "all" || job.IsOver == (which == "completed")) && (user is null || job.User == user)).Take(limit))
        {
            builder.Group(Filter(IppJobDescription.Of(job, call.PrinterUri, device), call, [IppNames.JobUri, IppNames.JobId]));
        }

        return builder.Build();
    }

    private IppMessage GetPrinter(IppCall call)
    {
        if (call.Attributes.GetString(IppNames.DocumentFormat) is { } format && !device.Formats.Contains(format))
        {
            return call.Fail(IppStatus.DocumentFormatNotSupported, $"document-format {format} is not supported");
        }

        return call.Respond(IppStatus.Ok).Group(Filter(IppPrinterDescription.Of(call.PrinterUri, device, jobs.QueuedCount), call, ["all"])).Build();
    }

    private static IppAttributeGroup Filter(IppAttributeGroup group, IppCall call, string[] unlessAsked)
    {
        var asked = call.Attributes.Find(IppNames.RequestedAttributes)?.AsStrings().ToHashSet(StringComparer.Ordinal) ?? [.. unlessAsked];
        return asked.Contains("all")
            ? group
            : new IppAttributeGroup(group.Tag, [.. group.Attributes.Where(attribute => asked.Contains(attribute.Name) || asked.Contains(CategoryOf(group.Tag, attribute.Name)))]);
    }

    private static string CategoryOf(IppTag group, string name)
    {
        var description = group == IppTag.JobAttributes ? "job-description" : "printer-description";
        return group == IppTag.PrinterAttributes && IppPrinterDescription.IsJobTemplate(name) ? "job-template" : description;
    }
}
