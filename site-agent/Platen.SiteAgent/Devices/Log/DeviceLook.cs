using System.Collections.Immutable;
using Platen.Contracts.AgentLink.V1;

namespace Platen.SiteAgent.Devices.Log;

/// <summary>A look at a device.</summary>
/// <param name="At">When.</param>
/// <param name="Status">What it said.</param>
/// <param name="Alerts">The alerts that it raises; default: not told, or not to the end.</param>
/// <param name="Zone">The zone in which days and months end.</param>
/// <param name="Schedule">How often its counter is written down.</param>
internal sealed record DeviceLook(DateTimeOffset At, DeviceStatus Status, ImmutableArray<DeviceAlert> Alerts, TimeZoneInfo Zone, ReadingSchedule Schedule);
