using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Queues;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Replica;

/// <summary>What this site needs to know to work alone (design, section 6): durable and encrypted on the agent's disk, read from memory. The records are immutable by agreement.</summary>
public interface IReplica
{
    /// <summary>The tenant's policy; null until the first snapshot has arrived.</summary>
    ReplicaPolicy? Policy { get; }

    /// <summary>The cursor up to which the replica is durable; 0: empty.</summary>
    ulong Cursor { get; }

    /// <summary>A user, or null.</summary>
    ReplicaUser? FindUser(UserId user);

    /// <summary>The user with that login name (compared without case), or null.</summary>
    ReplicaUser? FindUserByLogin(string loginName);

    /// <summary>The user with that card, or null; by keyed index.</summary>
    ReplicaUser? FindUserByCard(string cardNumber);

    /// <summary>The user with that PIN, or null; by keyed index. The caller still verifies the PIN's hash.</summary>
    ReplicaUser? FindUserByPin(string pin);

    /// <summary>The users who name this one a delegate, in no order (PR16).</summary>
    IReadOnlyCollection<UserId> ListDelegatingTo(UserId user);

    /// <summary>A queue, or null.</summary>
    ReplicaQueue? FindQueue(QueueId queue);

    /// <summary>A device, or null.</summary>
    ReplicaDevice? FindDevice(DeviceId device);

    /// <summary>All queues.</summary>
    IReadOnlyCollection<ReplicaQueue> Queues { get; }

    /// <summary>All devices of the site.</summary>
    IReadOnlyCollection<ReplicaDevice> Devices { get; }

    /// <summary>Makes a batch durable, then visible. A snapshot becomes visible with its last batch.</summary>
    ValueTask ApplyAsync(ChangeBatch batch, CancellationToken cancellationToken);

    /// <summary>Completes when the replica has changed after the call.</summary>
    Task WaitForChangeAsync(CancellationToken cancellationToken);
}
