using System.Collections.Immutable;

namespace Platen.Domain.Sites;

/// <summary>What an agent says of its journal when it links.</summary>
public sealed record JournalClaim
{
    /// <summary>The starts that its journal knows, oldest first; the last one is the program that speaks. Empty: an agent of before, which says nothing of its journal.</summary>
    public ImmutableArray<AgentStart> Starts { get; init; } = [];

    /// <summary>Sequence of its last event; 0: none.</summary>
    public long Last { get; init; }

    /// <summary>All events up to this one were acknowledged to it at some time.</summary>
    public long Acknowledged { get; init; }

    /// <summary>The first event that it can still send; one more than <see cref="Last"/>: none.</summary>
    public long Oldest { get; init; } = 1;
}
