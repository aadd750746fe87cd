using Platen.Domain.Jobs;
using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Intake.Ipp;

/// <summary>Get-Jobs (RFC 8011, 4.2.6): the client's own jobs in this queue.</summary>
internal sealed class GetJobsOperation(IppJobs jobs) : IIppOperation
{
    private const int JobsMax = 500;
    private static readonly RequestedAttributes Default = RequestedAttributes.Of(IppNames.JobId, IppNames.JobUri);

    public IppOperation Code => IppOperation.GetJobs;

    public ValueTask<IppMessage> RunAsync(IppCall call)
    {
        var operation = call.Request.OperationAttributes;
        var which = operation.GetString(IppNames.WhichJobs) ?? "not-completed";
        if (which is not ("completed" or "not-completed" or "all"))
        {
            return ValueTask.FromResult(
                call.Answer(IppStatus.AttributesOrValuesNotSupported, $"which-jobs '{which}' is not supported: completed, not-completed or all.")
                    .Group(IppTag.UnsupportedAttributes).Keyword(IppNames.WhichJobs, which).Build());
        }

        var limit = Math.Clamp(operation.GetInteger(IppNames.Limit) ?? JobsMax, 1, JobsMax);
        var wanted = RequestedAttributes.Read(call.Request, Default);
        var answer = call.Answer(IppStatus.Ok);
        foreach (var job in jobs.List(call, JobsMax).Where(job => which == "all" || (job.State == JobState.Completed) == (which == "completed")).Take(limit))
        {
            jobs.AddTo(answer.Group(IppTag.JobAttributes), call, job, wanted);
        }

        return ValueTask.FromResult(answer.Build());
    }
}
