using Platen.Domain.Devices;

namespace Platen.Domain.Ports;

/// <summary>A device's new row.</summary>
public sealed record DeviceChange(Device Row) : RecordChange;
