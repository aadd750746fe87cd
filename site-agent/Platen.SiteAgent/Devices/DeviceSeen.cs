namespace Platen.SiteAgent.Devices;

/// <summary>A device's state, and when it was seen.</summary>
internal sealed record DeviceSeen(DeviceStatus Status, DateTimeOffset At);
