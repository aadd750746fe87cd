using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Intake.Ipp;

/// <summary>Create-Job (RFC 8011, 4.2.4): a job whose document follows by Send-Document.</summary>
internal sealed class CreateJobOperation(JobReceiver receiver, CreatedJobs created, IppJobs jobs) : IIppOperation
{
    public IppOperation Code => IppOperation.CreateJob;

    public ValueTask<IppMessage> RunAsync(IppCall call)
    {
        if (IppDocument.CheckAttributes(call) is { } wrong)
        {
            return ValueTask.FromResult(wrong);
        }

        var claims = IppDocument.Claims(call);
        if (claims.User.Length > 0 && receiver.CheckOwner(call.Queue.QueueId, claims.User) is { } unknown)
        {
            return ValueTask.FromResult(call.Refuse(unknown));
        }

        var (reception, refusal) = receiver.Begin(call.Queue.QueueId, call.Protocol, call.Source);
        if (reception is null)
        {
            return ValueTask.FromResult(call.Refuse(refusal!));
        }

        var job = new CreatedJob(jobs.NextNumber(), call.Queue.QueueId, claims, call.Source, reception);
        return ValueTask.FromResult(
            created.TryAdd(job) ? jobs.Describe(call, jobs.View(job)) : call.Refuse(IppStatus.Busy, "Too many jobs wait for their documents: try again in some seconds."));
    }
}
