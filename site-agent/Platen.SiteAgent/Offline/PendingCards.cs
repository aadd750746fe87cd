using System.Collections.Immutable;
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
/// Cards that were registered here while the site was cut off: journaled, so that they become real, or are refused, when the line is back; and, where the administrator says so, good at this site until then. Their numbers are the
/// converted ones, as with the server: any reader of the site finds them. Thread-safe.
/// </summary>
internal sealed class PendingCards(IReplica replica, IAgentJournal journal, OfflineGate gate, TimeProvider time)
{
    /// <summary>Cards that may be pending at once; more are refused until the line is back.</summary>
    private const int CardsMax = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<IndexKey, (UserId User, ulong Sequence)> _cards = [];

    /// <summary>Takes a card on, durably.</summary>
    /// <param name="user">Who is logged in.</param>
    /// <param name="device">Where.</param>
    /// <param name="number">The number after the reader's conversion.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<PendingCode> AddAsync(UserId user, DeviceId device, string number, CancellationToken cancellationToken)
    {
        if (!gate.TakesNewCards || IndexOf(number) is not { } index)
        {
            return PendingCode.NeedsServer;
        }

        if (replica.FindUserByCard(number) is { } holder)
        {
            return holder.UserId == user.ToString() ? PendingCode.Known : PendingCode.OfAnother;
        }

        if (WhyNot(user, index.Key) is { } refusal)
        {
            return refusal;
        }

        var wanted = new CardWanted { DeviceId = device.Value, UserId = user.ToString(), CardIndex = ByteString.CopyFrom(index.Bytes), Label = UserRules.CardLabel(number) };
        await journal.AppendAsync(new AgentEvent { At = Timestamp.FromDateTimeOffset(time.GetUtcNow()), CardWanted = wanted }, cancellationToken);
        return PendingCode.Taken;
    }

    /// <summary>Whose pending card this is, where those are good here; null: nobody's.</summary>
    public (ReplicaUser User, ImmutableArray<byte> Index)? Find(string number) =>
        gate.NewCardsWork && IndexOf(number) is { } index && HolderOf(index.Key) is { } holder && replica.FindUser(holder) is { } user ? (user, [.. index.Bytes]) : null;

    /// <summary>Whether this is the user's pending card, where those are good here.</summary>
    public bool IsOf(UserId user, ImmutableArray<byte> index) => gate.NewCardsWork && IndexKey.TryRead(index.AsSpan(), out var key) && HolderOf(key) == user;

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

    private UserId? HolderOf(IndexKey key)
    {
        lock (_gate)
        {
            return _cards.TryGetValue(key, out var card) && card.Sequence > journal.AcknowledgedThrough ? card.User : null;
        }
    }

    private PendingCode? WhyNot(UserId user, IndexKey key)
    {
        lock (_gate)
        {
            Prune();
            return _cards.TryGetValue(key, out var card) ? card.User == user ? PendingCode.Known : PendingCode.OfAnother
                : _cards.Count < CardsMax ? null
                : PendingCode.Full;
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
