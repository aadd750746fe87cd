using System.Collections.Immutable;
using Platen.Domain.Sites;

namespace Platen.Grains.Abstractions.Sites;

/// <summary>What an agent has to know next.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.replica-page")]
public sealed record ReplicaPage
{
    /// <summary>The code.</summary>
    [Id(0)]
    public required ReplicaPageCode Code { get; init; }

    /// <summary>First page of a snapshot: what is not named until <see cref="SnapshotEnd"/> does not exist any more.</summary>
    [Id(1)]
    public bool SnapshotBegin { get; init; }

    /// <summary>Last page of a snapshot.</summary>
    [Id(2)]
    public bool SnapshotEnd { get; init; }

    /// <summary>Upserts and removals, in order.</summary>
    [Id(3)]
    public ImmutableArray<ReplicaChange> Changes { get; init; } = [];

    /// <summary>Commands that are not answered yet, oldest first; they may have been handed out before.</summary>
    [Id(4)]
    public ImmutableArray<SiteCommand> Commands { get; init; } = [];

    /// <summary>The position after this page.</summary>
    [Id(5)]
    public required ReplicaPosition Next { get; init; }

    /// <summary>There is more at once: ask again without waiting.</summary>
    [Id(6)]
    public bool More { get; init; }

    /// <summary>The cursor that the agent stores once this page (and, in a snapshot, its last page) is durable.</summary>
    public long Cursor => Next.Cursor;
}
