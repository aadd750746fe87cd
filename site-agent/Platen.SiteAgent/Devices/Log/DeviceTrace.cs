using System.Collections.Immutable;
using Platen.Contracts.AgentLink.V1;

namespace Platen.SiteAgent.Devices.Log;

/// <summary>What a device was like when it was last looked at: the next look is held against it. Kept over restarts, so that what lasts is told once.</summary>
internal sealed record DeviceTrace
{
    /// <summary><c>ready</c>, <c>stopped</c> or <c>unreachable</c>; empty: never seen.</summary>
    public string State { get; init; } = "";

    /// <summary>The reasons that it gave, in ordinal order.</summary>
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>How often in a row it did not answer.</summary>
    public int Misses { get; init; }

    /// <summary>The alerts that it raised, by their keys.</summary>
    public ImmutableSortedDictionary<string, StandingAlert> Alerts { get; init; } = ImmutableSortedDictionary<string, StandingAlert>.Empty;

    public string SerialNumber { get; init; } = "";

    public string Model { get; init; } = "";

    public string Firmware { get; init; } = "";

    public TimeSpan? UpTime { get; init; }

    /// <summary>When it last answered.</summary>
    public DateTimeOffset SeenAt { get; init; }

    /// <summary>The last counter, and when and how it was seen.</summary>
    public long? Counter { get; init; }

    public DateTimeOffset CounterAt { get; init; }

    public string CounterUnit { get; init; } = "";

    public bool CountedBySnmp { get; init; }

    /// <summary>The local day of the last counter, <c>yyyy-MM-dd</c>; empty: none yet.</summary>
    public string Day { get; init; } = "";

    /// <summary>An alert that stands.</summary>
    internal sealed record StandingAlert(DeviceLogSeverity Severity, string Code, string Text);
}
