using System.Collections.Immutable;
using Platen.Domain.Sites;

namespace Platen.Domain.Devices.Log;

/// <summary>Which lines; what is null or empty does not restrict.</summary>
public sealed record DeviceLogFilter
{
    /// <summary>From then on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before then.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Of this site.</summary>
    public SiteId? Site { get; init; }

    /// <summary>Of this device: only then logins, logouts and releases are among the lines.</summary>
    public DeviceId? Device { get; init; }

    /// <summary>Of these kinds.</summary>
    public ImmutableArray<DeviceLogKind> Kinds { get; init; } = [];

    /// <summary>As much as this matters, or more; readings too.</summary>
    public DeviceLogSeverity SeverityMin { get; init; }

    /// <summary>Part of the code, the text or the serial number.</summary>
    public string Search { get; init; } = "";

    /// <summary>The sites whose trouble-shooting lines may be seen; null: all. Set by <c>Narrowing</c>.</summary>
    public ImmutableArray<SiteId>? LogSites { get; init; }

    /// <summary>The sites whose readings may be seen; null: all. Set by <c>Narrowing</c>.</summary>
    public ImmutableArray<SiteId>? ReadingSites { get; init; }

    /// <summary>Whether a kind is asked for.</summary>
    public bool Wants(DeviceLogKind kind) => Kinds.IsEmpty || Kinds.Contains(kind);
}
