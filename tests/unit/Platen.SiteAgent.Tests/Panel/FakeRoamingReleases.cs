using System.Collections.Concurrent;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Delivery.Finishing;
using Platen.SiteAgent.Roaming;

namespace Platen.SiteAgent.Tests.Panel;

/// <summary>Notes what is released from other sites.</summary>
internal sealed class FakeRoamingReleases : IRoamingReleases
{
    public ConcurrentQueue<(JobId Job, ReleaseId Release, UserId User)> Requested { get; } = new();

    public ReleaseRequestCode Refusal { get; set; } = ReleaseRequestCode.Accepted;

    public ValueTask<ReleaseRequestResult> RequestAsync(RemoteJob job, ReleaseId release, DeviceId device, UserId user, FinishingOptions finishing, bool isFirstPrint, CancellationToken cancellationToken)
    {
        Requested.Enqueue((job.Job.Id, release, user));
        var progress = new ReleaseProgress { Release = release, Job = job.Job.Id, Device = device, Stage = ReleaseStage.Fetching };
        return ValueTask.FromResult(Refusal == ReleaseRequestCode.Accepted ? new ReleaseRequestResult(Refusal, "", progress) : new ReleaseRequestResult(Refusal, "no", null));
    }
}
