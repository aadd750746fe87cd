using System.Collections.Immutable;
using Platen.Domain.Sites;

namespace Platen.Domain.Devices.Log;

/// <summary>Lines of a device's log, as its agent noticed them (LG04).</summary>
public sealed record DeviceLogged : FactBody
{
    /// <summary>The device.</summary>
    public required DeviceId Device { get; init; }

    /// <summary>The lines, oldest first; <see cref="DeviceLogRules.LinesMax"/> are read.</summary>
    public ImmutableArray<DeviceLogLine> Lines { get; init; } = [];
}
