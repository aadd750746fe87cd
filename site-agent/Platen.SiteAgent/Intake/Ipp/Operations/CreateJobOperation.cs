using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Jobs;
using Platen.SiteAgent.Intake.Ipp.Subscriptions;

namespace Platen.SiteAgent.Intake.Ipp.Operations;

/// <summary>Create-Job (RFC 8011, 4.2.4): a job whose document follows by Send-Document.</summary>
internal sealed class CreateJobOperation(JobReceiver receiver, JobRequests requests, CreatedJobs created, IppJobs jobs, JobEvents events, SubscriptionCreation subscriptions, PrinterClock clock) : IIppOperation
{
    public IppOperation Code => IppOperation.CreateJob;

    public bool MakesJobs => true;

    public async ValueTask<IppMessage> RunAsync(IppCall call)
    {
        var (request, wrong) = await requests.ReadAsync(call);
        if (request is null)
        {
            return wrong!;
        }

        if (ValidateJobOperation.CheckOwner(receiver, call) is { } unknown)
        {
            return call.Refuse(unknown);
        }

        var (reception, refusal) = receiver.Begin(call.Queue.QueueId, call.Protocol, call.Caller.Source);
        if (reception is null)
        {
            return call.Refuse(refusal!);
        }

        var job = new CreatedJob(jobs.NextNumber(), call.Queue.QueueId, request.Claims, call.Caller, reception, clock.Now) { Ignored = request.Ignored };
        if (created.TryAdd(job))
        {
            events.OnCreated(IppJobs.View(job));
            return subscriptions.Attach(call, jobs.Describe(call, IppJobs.View(job), request.Ignored), job.Number);
        }

        await job.DisposeAsync();
        return call.Refuse(IppStatus.Busy, "Too many jobs wait for their documents: try again in some seconds.");
    }
}
