using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Delivery;

/// <summary>Releases jobs at devices: the one way from the spool to paper, used by the panel, by direct queues and by the cluster's commands.</summary>
public interface IReleases
{
    /// <summary>
    /// Asks for a release and returns once it is queued at the device (or refused); delivery goes on in the background, in the order of asking per device.
    /// The same release id again returns the same release (I2).
    /// </summary>
    ValueTask<ReleaseRequestResult> RequestAsync(JobId job, ReleaseId release, DeviceId device, UserId user, ReleaseRight right, CancellationToken cancellationToken);

    /// <summary>Asks with the user's own right.</summary>
    ValueTask<ReleaseRequestResult> RequestAsync(JobId job, ReleaseId release, DeviceId device, UserId user, CancellationToken cancellationToken) =>
        RequestAsync(job, release, device, user, ReleaseRight.User, cancellationToken);

    /// <summary>How far a release is; null when it is not known (any more: ended ones are kept for 10 minutes).</summary>
    ReleaseProgress? Find(ReleaseId release);

    /// <summary>The next change of a release after the given progress (so that pages can be live); returns the last progress when it has ended.</summary>
    ValueTask<ReleaseProgress?> WaitForChangeAsync(ReleaseId release, ReleaseProgress? seen, CancellationToken cancellationToken);
}
