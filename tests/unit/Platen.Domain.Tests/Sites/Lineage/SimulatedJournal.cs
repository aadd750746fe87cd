using Platen.Domain.Sites;

namespace Platen.Domain.Tests.Sites.Lineage;

/// <summary>An agent's journal on its disk. An event is a number that no other event has, wherever it stands.</summary>
internal sealed class SimulatedJournal
{
    /// <summary>The event of sequence 1 is the first one; those before <see cref="Oldest"/> cannot be sent any more.</summary>
    public List<int> Events { get; private init; } = [];

    public List<AgentStart> Starts { get; private init; } = [];

    public long Acknowledged { get; set; }

    public long Oldest { get; set; } = 1;

    /// <summary>The connection; 0: none.</summary>
    public int Link { get; set; }

    public bool Runs { get; set; }

    public long Last => Events.Count;

    /// <summary>The disk as it is now, for a backup or another machine.</summary>
    public SimulatedJournal Copy() => new() { Events = [.. Events], Starts = [.. Starts], Acknowledged = Acknowledged, Oldest = Oldest, Runs = Runs };

    public JournalClaim Claim() => new() { Starts = [.. Starts], Last = Last, Acknowledged = Acknowledged, Oldest = Oldest };
}
