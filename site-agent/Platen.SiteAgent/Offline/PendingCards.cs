using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Users;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Replica;
using CardWanted = Platen.Contracts.AgentLink.V1.CardWanted;

namespace Platen.SiteAgent.Offline;

/// <summary>
/// Cards that were registered here while the site was cut off: journaled, so that they become real, or are refused, when the line is back; and, where the administrator says so, good at this site until then. Thread-safe.
/// </summary>
internal sealed class PendingCards(IReplica replica, IAgentJournal journal, OfflineGate gate, TimeProvider time)
{
    /// <summary>Cards that may be pending at once; more are refused until the line is back.</summary>
    private const int CardsMax = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<IndexKey, (UserId User, ulong Sequence)> _cards = [];

    /// <summary>Takes a card on; false: not now, or it is known already.</summary>
    public async ValueTask<bool> TryAddAsync(UserId user, DeviceId device, string number, CancellationToken cancellationToken)
    {
        if (!gate.TakesNewCards || replica.FindUserByCard(number) is not null || IndexOf(number) is not { } index || !HasRoom(index.Key))
        {
            return false;
        }

        var wanted = new CardWanted { DeviceId = device.Value, UserId = user.ToString(), CardIndex = ByteString.CopyFrom(index.Bytes), Label = UserRules.CardLabel(number) };
        await journal.AppendAsync(new AgentEvent { At = Timestamp.FromDateTimeOffset(time.GetUtcNow()), CardWanted = wanted }, cancellationToken);
        return true;
    }

    /// <summary>Whose pending card this is, where those are good here; null: nobody's.</summary>
    public ReplicaUser? FindUser(string number)
    {
        if (!gate.NewCardsWork || IndexOf(number) is not { } index)
        {
            return null;
        }

        lock (_gate)
        {
            return _cards.TryGetValue(index.Key, out var card) && card.Sequence > journal.AcknowledgedThrough ? replica.FindUser(card.User) : null;
        }
    }

    /// <summary>A card is in the journal: now, or read again after a restart.</summary>
    public void Note(AgentEvent fact)
    {
        if (!UserId.TryParse(fact.CardWanted.UserId, out var user) || !IndexKey.TryRead(fact.CardWanted.CardIndex.Span, out var key))
        {
            return;
        }

        lock (_gate)
        {
            Prune();
            _cards.TryAdd(key, (user, fact.Seq)); // who came first
        }
    }

    private bool HasRoom(IndexKey key)
    {
        lock (_gate)
        {
            Prune();
            return _cards.Count < CardsMax && !_cards.ContainsKey(key);
        }
    }

    private void Prune()
    {
        var acknowledged = journal.AcknowledgedThrough;
        foreach (var key in _cards.Where(card => card.Value.Sequence <= acknowledged).Select(card => card.Key).ToList())
        {
            _cards.Remove(key);
        }
    }

    private (IndexKey Key, byte[] Bytes)? IndexOf(string number)
    {
        if (UserRules.CheckCard(number) is not null || replica.Policy is not { CredentialKey.Length: > 0 } policy)
        {
            return null;
        }

        byte[] bytes = [.. CredentialIndex.OfCard(policy.CredentialKey.Span, number)];
        return IndexKey.TryRead(bytes, out var key) ? (key, bytes) : null;
    }
}
