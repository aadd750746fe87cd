using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Intake.Ipp;

/// <summary>Create-Job (RFC 8011, 4.2.4): a job whose document follows by Send-Document.</summary>
internal sealed class CreateJobOperation(JobReceiver receiver, CreatedJobs created, IppJobs jobs) : IIppOperation
{
    public IppOperation Code => IppOperation.CreateJob;

    public async ValueTask<IppMessage> RunAsync(IppCall call)
    {
        if (IppDocument.CheckAttributes(call) is { } wrong)
        {
            return wrong;
        }

        var claims = IppDocument.Claims(call);
        if (claims.User.Length > 0 && receiver.CheckOwner(call.Queue.QueueId, claims.User) is { } unknown)
        {
            return call.Refuse(unknown);
        }

        var (reception, refusal) = receiver.Begin(call.Queue.QueueId, call.Protocol, call.Source);
        if (reception is null)
        {
            return call.Refuse(refusal!);
        }

        var job = new CreatedJob(jobs.NextNumber(), call.Queue.QueueId, claims, call.Source, reception);
        if (created.TryAdd(job))
        {
            return jobs.Describe(call, jobs.View(job));
        }

        await job.DisposeAsync();
        return call.Refuse(IppStatus.Busy, "Too many jobs wait for their documents: try again in some seconds.");
    }
}
