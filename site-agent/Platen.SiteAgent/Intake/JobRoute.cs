using Platen.Domain.Devices;
using Platen.Domain.Jobs;

namespace Platen.SiteAgent.Intake;

/// <summary>Where a job is to go by the port that it came in by (PR13 to PR16).</summary>
/// <param name="Reach">Where it can be released.</param>
/// <param name="Device">The device that it was sent to; null: to none.</param>
/// <param name="AllowsDelegates">Delegates of its owner may release it, if its queue allows it too.</param>
internal sealed record JobRoute(JobReach Reach, DeviceId? Device, bool AllowsDelegates)
{
    /// <summary>A job sent to a queue: any device, and the queue decides about delegates.</summary>
    public static readonly JobRoute OfQueue = new(JobReach.Anywhere, null, AllowsDelegates: true);
}
