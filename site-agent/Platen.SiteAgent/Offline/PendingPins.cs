using Google.Protobuf.WellKnownTypes;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Users;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Replica;
using PinWanted = Platen.Contracts.AgentLink.V1.PinWanted;

namespace Platen.SiteAgent.Offline;

/// <summary>
/// Users who asked for a new PIN here while the site was cut off: journaled, and decided by the server when the line is back. No PIN is drawn here, as nobody but the server knows those of all users (AU05); the one that they have goes on until
/// they have seen the new one. Thread-safe.
/// </summary>
internal sealed class PendingPins(IReplica replica, IAgentJournal journal, OfflineGate gate, TimeProvider time)
{
    /// <summary>Users who may wait at once; more are refused until the line is back.</summary>
    private const int UsersMax = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<UserId, ulong> _users = [];

    /// <summary>Takes the wish on, durably, once in seven days as online (AU06).</summary>
    public async ValueTask<PendingCode> AddAsync(UserId user, DeviceId device, CancellationToken cancellationToken)
    {
        if (!gate.TakesNewPins || replica.FindUser(user) is not { } known)
        {
            return PendingCode.NeedsServer;
        }

        if (known.PinWaiting)
        {
            return PendingCode.Known;
        }

        return NextAt(known) is not null ? PendingCode.TooSoon : Reserve(user) ?? await JournalAsync(user, device, cancellationToken);
    }

    /// <summary>When the user may ask for another PIN (AU06); null: now, as far as is known here.</summary>
    public DateTimeOffset? NextAt(ReplicaUser user)
    {
        var next = DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(user.PinIssuedAtMs, 0, DateTimeOffset.MaxValue.AddYears(-1).ToUnixTimeMilliseconds())) + PinPolicy.Interval;
        return user is { PinHash.Length: > 0, PinIssuedAtMs: > 0 } && next > time.GetUtcNow() ? next : null;
    }

    /// <summary>Whether the user has asked and the server has not heard of it.</summary>
    public bool Has(UserId user)
    {
        lock (_gate)
        {
            return _users.TryGetValue(user, out var sequence) && sequence > journal.AcknowledgedThrough;
        }
    }

    /// <summary>A wish is in the journal: now, or read again after a restart.</summary>
    public void Note(AgentEvent fact)
    {
        if (UserId.TryParse(fact.PinWanted.UserId, out var user))
        {
            lock (_gate)
            {
                Prune();
                _users[user] = fact.Seq;
            }
        }
    }

    // before it is written, so that a form that is sent twice is one wish
    private PendingCode? Reserve(UserId user)
    {
        lock (_gate)
        {
            Prune();
            return _users.Count >= UsersMax ? PendingCode.Full
                : _users.TryAdd(user, ulong.MaxValue) ? null
                : PendingCode.Known;
        }
    }

    private async ValueTask<PendingCode> JournalAsync(UserId user, DeviceId device, CancellationToken cancellationToken)
    {
        ulong? sequence = null;
        try
        {
            var wanted = new PinWanted { DeviceId = device.Value, UserId = user.ToString() };
            sequence = await journal.AppendAsync(new AgentEvent { At = Timestamp.FromDateTimeOffset(time.GetUtcNow()), PinWanted = wanted }, cancellationToken);
            return PendingCode.Taken;
        }
        finally
        {
            Settle(user, sequence);
        }
    }

    private void Settle(UserId user, ulong? sequence)
    {
        lock (_gate)
        {
            if (sequence is { } written)
            {
                _users[user] = written;
            }
            else if (_users.GetValueOrDefault(user) == ulong.MaxValue)
            {
                _users.Remove(user);
            }
        }
    }

    private void Prune()
    {
        var acknowledged = journal.AcknowledgedThrough;
        foreach (var user in _users.Where(wish => wish.Value <= acknowledged).Select(wish => wish.Key).ToList())
        {
            _users.Remove(user);
        }
    }
}
