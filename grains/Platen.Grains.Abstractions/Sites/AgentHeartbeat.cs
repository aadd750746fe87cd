using System.Collections.Immutable;
using Platen.Domain.Sites;

namespace Platen.Grains.Abstractions.Sites;

/// <summary>What an agent says about itself when it connects and now and then; kept in memory.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.agent-heartbeat")]
public sealed record AgentHeartbeat
{
    /// <summary>The agent.</summary>
    [Id(0)]
    public required AgentId Agent { get; init; }

    /// <summary>Version of its program; empty: not said this time.</summary>
    [Id(1)]
    public string AgentVersion { get; init; } = "";

    /// <summary>Its clock.</summary>
    [Id(2)]
    public DateTimeOffset Clock { get; init; }

    /// <summary>Bytes in its spool.</summary>
    [Id(3)]
    public long SpoolBytes { get; init; }

    /// <summary>Bytes free where the spool lies.</summary>
    [Id(4)]
    public long SpoolFreeBytes { get; init; }

    /// <summary>Jobs that it holds.</summary>
    [Id(5)]
    public int HeldJobs { get; init; }

    /// <summary>Last sequence in its journal; minus the committed one: its backlog.</summary>
    [Id(6)]
    public long JournalLastSequence { get; init; }

    /// <summary>Addresses of its services by name (panel, ipp, lpd …), at most 32; empty: not said this time.</summary>
    [Id(7)]
    public ImmutableSortedDictionary<string, string> Endpoints { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Where the other gateways reach the one that the agent is linked at; empty: there is one only.</summary>
    [Id(8)]
    public string Gateway { get; init; } = "";

    /// <summary>Its spool's highest alarm: notice, warning or critical; empty: none.</summary>
    [Id(9)]
    public string SpoolAlarm { get; init; } = "";

    /// <summary>What the alarm is counted by: disk, bytes or jobs.</summary>
    [Id(10)]
    public string SpoolAlarmMeasure { get; init; } = "";

    /// <summary>How full the spool is by that, 0 to 100.</summary>
    [Id(11)]
    public int SpoolAlarmPercent { get; init; }

    /// <summary>The change-feed cursor up to which its replica is durable; 0: not said.</summary>
    [Id(30)]
    public long ChangesApplied { get; init; }

    /// <summary>When the oldest event that the server has not acknowledged happened, by the agent's clock; null: none waits, or it did not say.</summary>
    [Id(31)]
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>Documents that it is sending to other sites.</summary>
    [Id(32)]
    public int DocumentsSending { get; init; }

    /// <summary>Documents of other sites that it is fetching.</summary>
    [Id(33)]
    public int DocumentsFetching { get; init; }

    /// <summary>Ports that it could not open, in words, at most 16.</summary>
    [Id(20)]
    public ImmutableArray<string> ListeningFaults { get; init; } = [];
}
