using System.Collections.Immutable;

namespace Platen.Domain.Audit;

/// <summary>What a verification of all of a tenant's chains has found.</summary>
public sealed record AuditVerdict
{
    /// <summary>The most faults that are named.</summary>
    public const int BreaksMax = 100;

    /// <summary>When it ended.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Chains that were read.</summary>
    public int Chains { get; init; }

    /// <summary>Entries that were checked.</summary>
    public long Entries { get; init; }

    /// <summary>Signed checkpoints of the record that they were compared with.</summary>
    public long Checkpoints { get; init; }

    /// <summary>Heads kept by agents that they were compared with.</summary>
    public int Heads { get; init; }

    /// <summary>The agents that have told such heads.</summary>
    public int Witnesses { get; init; }

    /// <summary>Every fault, <see cref="BreaksMax"/> at most.</summary>
    public ImmutableArray<AuditBreak> Breaks { get; init; } = [];

    /// <summary>Nothing was changed, removed, moved or cut off.</summary>
    public bool Whole => Breaks.IsEmpty;
}
