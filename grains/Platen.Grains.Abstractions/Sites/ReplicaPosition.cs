namespace Platen.Grains.Abstractions.Sites;

/// <summary>
/// Where a reader of the replica stands. It begins with <see cref="After"/> the agent's durable cursor; each page brings the position to ask for the next one with. The grain keeps nothing between two pages.
/// </summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.replica-position")]
public sealed record ReplicaPosition
{
    /// <summary>Change-feed cursor: all before it is in the replica, or (inside a snapshot) will be when the snapshot has ended. 0: nothing yet.</summary>
    [Id(0)]
    public required long Cursor { get; init; }

    /// <summary>Where a snapshot goes on; empty outside a snapshot.</summary>
    [Id(1)]
    public string Continuation { get; init; } = "";

    /// <summary>Whether the open commands have been handed to this connection.</summary>
    [Id(2)]
    public bool CommandsKnown { get; init; }

    /// <summary>The position of a new connection whose agent has durably applied everything up to the cursor.</summary>
    public static ReplicaPosition After(long cursor) => new() { Cursor = cursor };
}
