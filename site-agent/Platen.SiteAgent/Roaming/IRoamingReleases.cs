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
    ValueTask<ReleaseRequestResult> RequestAsync(RemoteJob job, ReleaseId release, DeviceId device, UserId user, FinishingOptions finishing, CancellationToken cancellationToken);
}
