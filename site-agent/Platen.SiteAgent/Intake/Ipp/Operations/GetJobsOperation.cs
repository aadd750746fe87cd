using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Jobs;

namespace Platen.SiteAgent.Intake.Ipp.Operations;

/// <summary>Get-Jobs (RFC 8011, 4.2.6): the client's own jobs in this queue. Waiting ones come in their order, ended ones newest first.</summary>
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
            return ValueTask.FromResult(call.Refuse("These which-jobs are not supported: completed, not-completed or all.", [operation.Find(IppNames.WhichJobs)!]));
        }

        if (operation.Find(IppNames.Limit) is { } most && most.AsInteger() is not >= 1)
        {
            return ValueTask.FromResult(call.Refuse(IppStatus.BadRequest, "limit must be 1 or more."));
        }

        var limit = Math.Min(operation.GetInteger(IppNames.Limit) ?? JobsMax, JobsMax);
        var wanted = RequestedAttributes.Read(call.Request, Default);
        var answer = call.Answer(IppStatus.Ok);
        var found = which switch
        {
            "completed" => jobs.ListEnded(call),
            "not-completed" => jobs.ListWaiting(call),
            _ => jobs.ListWaiting(call).Concat(jobs.ListEnded(call)),
        };
        foreach (var job in found.Take(limit))
        {
            jobs.AddTo(answer.Group(IppTag.JobAttributes), call, job, wanted);
        }

        return ValueTask.FromResult(answer.Build());
    }
}
