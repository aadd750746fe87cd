using System.Collections.Immutable;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Queues;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Replica;

/// <summary>All that the site knows, at one cursor. It never changes; <see cref="ReplicaStateBuilder"/> makes the next one, which shares what did not change.</summary>
internal sealed record ReplicaState
{
    public static readonly ReplicaState Empty = new();

    public ulong Cursor { get; init; }

    public ReplicaPolicy? Policy { get; init; }

    public ImmutableDictionary<UserId, ReplicaUser> Users { get; init; } = ImmutableDictionary<UserId, ReplicaUser>.Empty;

    public ImmutableDictionary<string, ReplicaUser> Logins { get; init; } = ImmutableDictionary.Create<string, ReplicaUser>(StringComparer.OrdinalIgnoreCase);

    public ImmutableDictionary<IndexKey, ReplicaUser> Cards { get; init; } = ImmutableDictionary<IndexKey, ReplicaUser>.Empty;

    public ImmutableDictionary<IndexKey, ReplicaUser> Pins { get; init; } = ImmutableDictionary<IndexKey, ReplicaUser>.Empty;

    /// <summary>By delegate: whose jobs this user may release.</summary>
    public ImmutableDictionary<UserId, ImmutableHashSet<UserId>> Delegations { get; init; } = ImmutableDictionary<UserId, ImmutableHashSet<UserId>>.Empty;

    public ImmutableDictionary<QueueId, ReplicaQueue> QueuesById { get; init; } = ImmutableDictionary<QueueId, ReplicaQueue>.Empty;

    public ImmutableDictionary<DeviceId, ReplicaDevice> DevicesById { get; init; } = ImmutableDictionary<DeviceId, ReplicaDevice>.Empty;

    public ImmutableArray<ReplicaQueue> Queues { get; init; } = [];

    public ImmutableArray<ReplicaDevice> Devices { get; init; } = [];

    /// <summary>The whole state as a row of upserts.</summary>
    public IEnumerable<Change> ToChanges()
    {
        if (Policy is not null)
        {
            yield return new Change { Policy = Policy };
        }

        foreach (var queue in Queues)
        {
            yield return new Change { Queue = queue };
        }

        foreach (var device in Devices)
        {
            yield return new Change { Device = device };
        }

        foreach (var user in Users.Values)
        {
            yield return new Change { User = user };
        }
    }
}
