using Platen.Domain.Devices;
using Platen.Domain.Queues;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Sites;

/// <summary>One upsert or removal; exactly one of its members is there.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.replica-change")]
public sealed record ReplicaChange
{
    /// <summary>A user, as it is now.</summary>
    [Id(0)]
    public User? User { get; init; }

    /// <summary>A queue, as it is now.</summary>
    [Id(1)]
    public Queue? Queue { get; init; }

    /// <summary>A device of the site, as it is now.</summary>
    [Id(2)]
    public Device? Device { get; init; }

    /// <summary>The policy, as it is now.</summary>
    [Id(3)]
    public ReplicaPolicy? Policy { get; init; }

    /// <summary>A record that is gone.</summary>
    [Id(4)]
    public ReplicaRemoval? Removal { get; init; }
}
