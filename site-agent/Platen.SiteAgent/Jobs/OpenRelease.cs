using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Jobs;

/// <summary>The one release that has a job.</summary>
/// <param name="Id">The user's action.</param>
/// <param name="Device">Where it prints.</param>
/// <param name="User">Who did it.</param>
/// <param name="StartedAt">When the job was handed over.</param>
internal sealed record OpenRelease(ReleaseId Id, DeviceId Device, UserId User, DateTimeOffset StartedAt);
