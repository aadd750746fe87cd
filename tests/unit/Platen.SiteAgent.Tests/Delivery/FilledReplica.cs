using System.Collections.Concurrent;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Queues;
using Platen.Domain.Users;
using Platen.SiteAgent.Replica;

namespace Platen.SiteAgent.Tests.Delivery;

/// <summary>A replica in memory that the test fills.</summary>
internal sealed class FilledReplica : IReplica
{
    private readonly ConcurrentDictionary<string, ReplicaDevice> _devices = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ReplicaQueue> _queues = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<UserId, ReplicaUser> _users = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ReplicaPolicy? Policy { get; set; }

    public ulong Cursor { get; private set; }

    public IReadOnlyCollection<ReplicaQueue> Queues => [.. _queues.Values];

    public IReadOnlyCollection<ReplicaDevice> Devices => [.. _devices.Values];

    /// <summary>Batches that were applied, in order.</summary>
    public ConcurrentQueue<ChangeBatch> Applied { get; } = new();

    public void Set(ReplicaDevice device)
    {
        _devices[device.DeviceId] = device;
        Wake();
    }

    public void Set(ReplicaUser user)
    {
        _users[UserId.Parse(user.UserId)] = user;
        Wake();
    }

    public void Set(ReplicaQueue queue)
    {
        _queues[queue.QueueId] = queue;
        Wake();
    }

    public void Remove(DeviceId device)
    {
        _devices.TryRemove(device.Value, out _);
        Wake();
    }

    public ReplicaUser? FindUser(UserId user) => _users.GetValueOrDefault(user);

    public ReplicaUser? FindUserByLogin(string loginName) => null;

    public IReadOnlyCollection<UserId> ListDelegatingTo(UserId user) =>
        [.. _users.Values.Where(owner => owner.DelegateUserIds.Contains(user.ToString())).Select(owner => UserId.Parse(owner.UserId))];

    public ReplicaUser? FindUserByCard(string cardNumber) => null;

    public ReplicaUser? FindUserByPin(string pin) => null;

    public ReplicaQueue? FindQueue(QueueId queue) => _queues.GetValueOrDefault(queue.Value);

    public ReplicaDevice? FindDevice(DeviceId device) => _devices.GetValueOrDefault(device.Value);

    public ValueTask ApplyAsync(ChangeBatch batch, CancellationToken cancellationToken)
    {
        Applied.Enqueue(batch);
        Cursor = batch.Cursor;
        Wake();
        return ValueTask.CompletedTask;
    }

    public Task WaitForChangeAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _changed.Task.WaitAsync(cancellationToken);
        }
    }

    private void Wake()
    {
        lock (_gate)
        {
            _changed.SetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
