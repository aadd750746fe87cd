using System.Collections.Immutable;
using Google.Protobuf;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Queues;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Replica;

/// <summary>Applies changes to a state. Where two users claim one login name, card or PIN for a moment (the feed moves it from one to the other), the later record wins.</summary>
internal sealed class ReplicaStateBuilder(ReplicaState start)
{
    private readonly ImmutableDictionary<UserId, ReplicaUser>.Builder _users = start.Users.ToBuilder();
    private readonly ImmutableDictionary<string, ReplicaUser>.Builder _logins = start.Logins.ToBuilder();
    private readonly ImmutableDictionary<IndexKey, ReplicaUser>.Builder _cards = start.Cards.ToBuilder();
    private readonly ImmutableDictionary<IndexKey, ReplicaUser>.Builder _pins = start.Pins.ToBuilder();
    private readonly ImmutableDictionary<UserId, ImmutableHashSet<UserId>>.Builder _delegations = start.Delegations.ToBuilder();
    private readonly ImmutableDictionary<QueueId, ReplicaQueue>.Builder _queues = start.QueuesById.ToBuilder();
    private readonly ImmutableDictionary<DeviceId, ReplicaDevice>.Builder _devices = start.DevicesById.ToBuilder();
    private ReplicaPolicy? _policy = start.Policy;

    /// <summary>Changes that could not be used: an id of the wrong form, or a kind that this version does not know.</summary>
    public int Unusable { get; private set; }

    public void Apply(IEnumerable<Change> changes)
    {
        foreach (var change in changes)
        {
            if (!TryApply(change))
            {
                Unusable++;
            }
        }
    }

    public ReplicaState ToState(ulong cursor)
    {
        var queues = _queues.ToImmutable();
        var devices = _devices.ToImmutable();
        return new ReplicaState
        {
            Cursor = cursor,
            Policy = _policy,
            Users = _users.ToImmutable(),
            Logins = _logins.ToImmutable(),
            Cards = _cards.ToImmutable(),
            Pins = _pins.ToImmutable(),
            Delegations = _delegations.ToImmutable(),
            QueuesById = queues,
            DevicesById = devices,
            Queues = [.. queues.Values.OrderBy(q => q.QueueId, StringComparer.Ordinal)],
            Devices = [.. devices.Values.OrderBy(d => d.DeviceId, StringComparer.Ordinal)],
        };
    }

    private bool TryApply(Change change)
    {
        switch (change.BodyCase)
        {
            case Change.BodyOneofCase.User:
                return TryPut(change.User);
            case Change.BodyOneofCase.Queue when QueueId.TryParse(change.Queue.QueueId, out var queue):
                _queues[queue] = change.Queue;
                return true;
            case Change.BodyOneofCase.Device when DeviceId.TryParse(change.Device.DeviceId, out var device):
                _devices[device] = change.Device;
                return true;
            case Change.BodyOneofCase.Policy:
                _policy = change.Policy;
                return true;
            case Change.BodyOneofCase.Removal:
                return TryRemove(change.Removal);
            default:
                return false;
        }
    }

    private bool TryPut(ReplicaUser user)
    {
        if (!UserId.TryParse(user.UserId, out var id))
        {
            return false;
        }

        RemoveUser(id);
        _users[id] = user;
        if (user.LoginName.Length > 0)
        {
            _logins[user.LoginName] = user;
        }

        foreach (var other in DelegatesOf(user))
        {
            _delegations[other] = _delegations.GetValueOrDefault(other, []).Add(id);
        }

        Index(_pins, user.PinIndex, user);
        foreach (var card in user.CardIndex)
        {
            Index(_cards, card, user);
        }

        return true;
    }

    private bool TryRemove(Removal removal)
    {
        switch (removal.Kind)
        {
            case Removal.Types.Kind.User when UserId.TryParse(removal.Id, out var user):
                RemoveUser(user);
                return true;
            case Removal.Types.Kind.Queue when QueueId.TryParse(removal.Id, out var queue):
                _queues.Remove(queue);
                return true;
            case Removal.Types.Kind.Device when DeviceId.TryParse(removal.Id, out var device):
                _devices.Remove(device);
                return true;
            default:
                return false;
        }
    }

    private void RemoveUser(UserId id)
    {
        if (!_users.Remove(id, out var old))
        {
            return;
        }

        if (_logins.TryGetValue(old.LoginName, out var named) && ReferenceEquals(named, old))
        {
            _logins.Remove(old.LoginName);
        }

        foreach (var other in DelegatesOf(old))
        {
            Undelegate(other, id);
        }

        Unindex(_pins, old.PinIndex, old);
        foreach (var card in old.CardIndex)
        {
            Unindex(_cards, card, old);
        }
    }

    private static IEnumerable<UserId> DelegatesOf(ReplicaUser user) =>
        user.DelegateUserIds.Select(text => UserId.TryParse(text, out var id) ? id : default).Where(id => id != default);

    private void Undelegate(UserId delegateUser, UserId owner)
    {
        var left = _delegations.GetValueOrDefault(delegateUser, []).Remove(owner);
        if (left.IsEmpty)
        {
            _delegations.Remove(delegateUser);
        }
        else
        {
            _delegations[delegateUser] = left;
        }
    }

    private static void Index(ImmutableDictionary<IndexKey, ReplicaUser>.Builder index, ByteString bytes, ReplicaUser user)
    {
        if (IndexKey.TryRead(bytes.Span, out var key))
        {
            index[key] = user;
        }
    }

    private static void Unindex(ImmutableDictionary<IndexKey, ReplicaUser>.Builder index, ByteString bytes, ReplicaUser user)
    {
        if (IndexKey.TryRead(bytes.Span, out var key) && index.TryGetValue(key, out var found) && ReferenceEquals(found, user))
        {
            index.Remove(key);
        }
    }
}
