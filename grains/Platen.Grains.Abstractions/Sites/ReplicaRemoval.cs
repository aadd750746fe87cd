using Platen.Domain.Replication;

namespace Platen.Grains.Abstractions.Sites;

/// <summary>A record that the replica must forget.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.replica-removal")]
public sealed record ReplicaRemoval
{
    /// <summary>User, queue or device.</summary>
    [Id(0)]
    public required FeedTopic Topic { get; init; }

    /// <summary>Its id.</summary>
    [Id(1)]
    public required string Id { get; init; }
}
