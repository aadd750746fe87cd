using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Delivery.Finishing;

namespace Platen.SiteAgent.Delivery;

/// <summary>Releases jobs at devices: the one way from the spool to paper, used by the panel, by direct queues and by the cluster's commands.</summary>
public interface IReleases
{
    /// <summary>
    /// Asks for a release and returns once it is queued at the device (or refused); delivery goes on in the background, in the order of asking per device.
    /// The same release id again returns the same release (I2).
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="release">The release's id.</param>
    /// <param name="device">Where.</param>
    /// <param name="user">For whom.</param>
    /// <param name="right">Why it may be released.</param>
    /// <param name="finishing">How it is to come out.</param>
    /// <param name="isFirstPrint">Only if the job was not printed before: who asks has not seen that it was.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<ReleaseRequestResult> RequestAsync(JobId job, ReleaseId release, DeviceId device, UserId user, ReleaseRight right, FinishingOptions finishing, bool isFirstPrint, CancellationToken cancellationToken);

    /// <summary>Asks for a release as the document says itself.</summary>
    ValueTask<ReleaseRequestResult> RequestAsync(JobId job, ReleaseId release, DeviceId device, UserId user, ReleaseRight right, CancellationToken cancellationToken) =>
        RequestAsync(job, release, device, user, right, FinishingOptions.AsIs, isFirstPrint: false, cancellationToken);

    /// <summary>Asks with the user's own right.</summary>
    ValueTask<ReleaseRequestResult> RequestAsync(JobId job, ReleaseId release, DeviceId device, UserId user, FinishingOptions finishing, CancellationToken cancellationToken) =>
        RequestAsync(job, release, device, user, ReleaseRight.User, finishing, isFirstPrint: false, cancellationToken);

    /// <summary>Asks with the user's own right for a release as the document says itself.</summary>
    ValueTask<ReleaseRequestResult> RequestAsync(JobId job, ReleaseId release, DeviceId device, UserId user, CancellationToken cancellationToken) =>
        RequestAsync(job, release, device, user, ReleaseRight.User, FinishingOptions.AsIs, isFirstPrint: false, cancellationToken);

    /// <summary>
    /// Asks for the end of a release (AU19). One that waits ends at once, as not printed; one that is under way is stopped where that is safe, and ends with what came out. Nothing happens when it has ended.
    /// </summary>
    /// <param name="release">The release.</param>
    /// <param name="why">For people.</param>
    ValueTask CancelAsync(ReleaseId release, string why);

    /// <summary>How far a release is; null when it is not known (any more: ended ones are kept for 10 minutes).</summary>
    ReleaseProgress? Find(ReleaseId release);

    /// <summary>The next change of a release after the given progress (so that pages can be live); returns the last progress when it has ended.</summary>
    ValueTask<ReleaseProgress?> WaitForChangeAsync(ReleaseId release, ReleaseProgress? seen, CancellationToken cancellationToken);
}
