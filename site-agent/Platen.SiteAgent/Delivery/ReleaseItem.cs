using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Jobs;

namespace Platen.SiteAgent.Delivery;

/// <summary>A release that has its job and waits for its device.</summary>
internal sealed record ReleaseItem(HeldJob Job, ReleaseId Release, DeviceId Device, UserId User);
