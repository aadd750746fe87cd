using System.Collections.Immutable;
using Platen.Domain.Devices.Log;

namespace Platen.Domain.Ports;

/// <summary>Lines of a device's log; a reading whose slot is taken already is not written again. <see cref="RecordChange.ExpectedVersion"/> is 0.</summary>
/// <param name="Id">Names the change in its transaction: the agent's event.</param>
/// <param name="Rows">The lines, of one device.</param>
public sealed record DeviceLogAdded(string Id, ImmutableArray<DeviceLogEntry> Rows) : RecordChange;
