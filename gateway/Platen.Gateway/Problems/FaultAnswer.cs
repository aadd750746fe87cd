using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Platen.Domain.Ports;

namespace Platen.Gateway.Problems;

/// <summary>Faults become problem answers. What is the caller's is explained; what is ours is logged and said to be ours, with the id to look for in the log.</summary>
internal sealed partial class FaultAnswer(RequestDelegate next, ProblemWriter problems, ILogger<FaultAnswer> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (IsBare(context.Response))
            {
                await problems.WriteAsync(context, ProblemAnswers.OfStatus(context.Response.StatusCode));
            }
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            if (context.RequestAborted.IsCancellationRequested)
            {
                return;
            }

            await problems.WriteAsync(context, Answer(context, fault));
        }
    }

    // a page that says "not found" has no words of its own
    private static bool IsBare(HttpResponse response) =>
        !response.HasStarted && response.StatusCode >= StatusCodes.Status400BadRequest && response.ContentType is null && response.ContentLength is null;

    private ProblemHttpResult Answer(HttpContext context, Exception fault)
    {
        switch (fault)
        {
            case BadHttpRequestException bad:
                return ProblemAnswers.Of(bad.StatusCode, ProblemCode.Malformed, bad.InnerException is System.Text.Json.JsonException json ? Explain(json) : bad.Message);
            case FormatException format:
                return ProblemAnswers.Of(StatusCodes.Status400BadRequest, ProblemCode.Malformed, format.Message);
            case RecordStoreUnavailableException away:
                LogUnavailable(away.Message);
                context.Response.Headers.RetryAfter = "5";
                return ProblemAnswers.Of(StatusCodes.Status503ServiceUnavailable, ProblemCode.Unavailable, "The database is not reachable now; try again.");
            case OrleansException or TimeoutException:
                LogNoSilo(fault.Message);
                context.Response.Headers.RetryAfter = "5";
                return ProblemAnswers.Of(StatusCodes.Status503ServiceUnavailable, ProblemCode.Unavailable, "The server that looks after this does not answer now; try again.");
            default:
                LogFault(fault, context.TraceIdentifier);
                return ProblemAnswers.Of(StatusCodes.Status500InternalServerError, ProblemCode.Internal, $"The server could not do this; its log says why, under {context.TraceIdentifier}.");
        }
    }

    // the serializer's own words name .NET types
    private static string Explain(System.Text.Json.JsonException fault) =>
        $"The body is no JSON object as this call expects it: see '{fault.Path}', line {fault.LineNumber + 1}. The description is at /api/v1/openapi.json.";

    [LoggerMessage(1501, LogLevel.Error, "A request failed ({Trace})")]
    private partial void LogFault(Exception fault, string trace);

    [LoggerMessage(1502, LogLevel.Warning, "A request was refused, because the database is away: {Reason}")]
    private partial void LogUnavailable(string reason);

    [LoggerMessage(1503, LogLevel.Warning, "A request was refused, because a silo does not answer: {Reason}")]
    private partial void LogNoSilo(string reason);
}
