using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Delivery.Finishing;

namespace Platen.SiteAgent.Roaming;

/// <summary>Releases jobs of other sites at devices of this one (MS02).</summary>
internal interface IRoamingReleases
{
    /// <summary>Takes a release on and returns; fetching and delivery go on in the background. The same release id again returns the same release (I2).</summary>
    /// <param name="job">As it was last listed here.</param>
    /// <param name="release">The release's id.</param>
    /// <param name="device">Where.</param>
    /// <param name="user">Who.</param>
    /// <param name="finishing">How it is to come out.</param>
    /// <param name="isFirstPrint">The user saw a job that was not printed, whatever is known here by now.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<ReleaseRequestResult> RequestAsync(RemoteJob job, ReleaseId release, DeviceId device, UserId user, FinishingOptions finishing, bool isFirstPrint, CancellationToken cancellationToken);
}
