using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Intake.Ipp.Jobs;
using Platen.SiteAgent.Jobs;

namespace Platen.SiteAgent.Intake.Ipp.Operations;

/// <summary>Restart-Job (RFC 8011, 4.3.7): prints a kept job of a direct queue again. A pull job is printed again at the panel only, where its owner proves who he is (PR01, PR03).</summary>
internal sealed class RestartJobOperation(IppJobs jobs, IHeldJobs held, IServiceProvider services, TimeProvider time) : IIppOperation
{
    public IppOperation Code => IppOperation.RestartJob;

    public async ValueTask<IppMessage> RunAsync(IppCall call)
    {
        if (jobs.Find(call) is not { } view)
        {
            return call.Refuse(IppStatus.NotFound, "There is no such job of yours here (any more).");
        }

        if (view.Held is not { } id || held.Find(id) is not { State: JobState.Completed } job)
        {
            return call.Refuse(IppStatus.NotPossible, "Only a job that was printed, and is kept, can be restarted.");
        }

        if (call.Queue.Kind != ReplicaQueue.Types.Kind.Direct || !DeviceId.TryParse(call.Queue.DeviceId, out var device) || services.GetService<IReleases>() is not { } releases)
        {
            return call.Refuse(IppStatus.NotPossible, "A job of this queue is printed again at the printer's panel.");
        }

        var result = await releases.RequestAsync(id, ReleaseId.New(time), device, job.Owner ?? default, call.CancellationToken);
        return result.Code == ReleaseRequestCode.Accepted ? call.Answer(IppStatus.Ok).Build() : call.Refuse(IppStatus.NotPossible, result.Message);
    }
}
