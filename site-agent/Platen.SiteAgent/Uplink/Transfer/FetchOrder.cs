using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Uplink.Transfer;

/// <summary>A document of another site that shall be printed here.</summary>
/// <param name="Job">The job.</param>
/// <param name="Release">The user's action; every retry of that action carries the same one (I2).</param>
/// <param name="Device">A device of this site.</param>
/// <param name="User">The job's owner.</param>
internal sealed record FetchOrder(JobId Job, ReleaseId Release, DeviceId Device, UserId User)
{
    /// <summary>A copy for a release that may come. <see cref="Release"/> then only names the transfer.</summary>
    public bool IsAhead { get; init; }

    /// <summary>What its file is named after.</summary>
    public ReleaseId File => IsAhead ? FetchFolder.Ahead : Release;
}
