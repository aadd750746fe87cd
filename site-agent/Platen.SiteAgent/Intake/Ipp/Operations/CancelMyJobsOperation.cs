using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Jobs;

namespace Platen.SiteAgent.Intake.Ipp.Operations;

/// <summary>Cancel-My-Jobs (PWG 5100.11): the caller's waiting jobs, all of them or those of <c>job-ids</c>. When one of these cannot be cancelled, none is.</summary>
internal sealed class CancelMyJobsOperation(IppJobs jobs, JobCancellation cancellation) : IIppOperation
{
    public IppOperation Code => IppOperation.CancelMyJobs;

    public async ValueTask<IppMessage> RunAsync(IppCall call)
    {
        if (call.Request.OperationAttributes.Find(IppNames.JobIds) is { } ids)
        {
            return await CancelAsync(call, [.. ids.Values.OfType<IppIntegerValue>().Select(id => id.Number).Distinct()]);
        }

        foreach (var job in jobs.ListWaiting(call).Where(job => JobCancellation.ObstacleTo(job) is null).ToList())
        {
            await cancellation.CancelAsync(job, call.CancellationToken);
        }

        return call.Answer(IppStatus.Ok).Build();
    }

    private async ValueTask<IppMessage> CancelAsync(IppCall call, int[] numbers)
    {
        var found = numbers.Select(number => (Number: number, Job: jobs.Find(call, number))).ToArray();
        var impossible = found.Where(one => one.Job is null || JobCancellation.ObstacleTo(one.Job) is not null).Select(one => one.Number).ToArray();
        if (impossible.Length > 0)
        {
            return call.Answer(IppStatus.NotPossible, "These jobs are not yours, have ended, or are printing; none was cancelled.").Group(IppTag.UnsupportedAttributes).Integer(IppNames.JobIds, impossible).Build();
        }

        foreach (var (_, job) in found)
        {
            await cancellation.CancelAsync(job!, call.CancellationToken);
        }

        return call.Answer(IppStatus.Ok).Build();
    }
}
