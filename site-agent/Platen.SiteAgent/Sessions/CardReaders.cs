using System.Collections.Immutable;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Cards;
using Platen.Domain.Devices;
using Platen.Domain.Users;
using Platen.SiteAgent.Offline;
using Platen.SiteAgent.Replica;

namespace Platen.SiteAgent.Sessions;

/// <summary>The card readers of the site's devices: how each sends numbers, and whose a card is.</summary>
internal static class CardReaders
{
    /// <summary>The format of a device's reader; null: numbers are taken as they are sent. A format that is gone counts as none.</summary>
    public static ReaderFormat? FormatOf(IReplica replica, DeviceId device)
    {
        if (replica.Policy is not { } policy)
        {
            return null;
        }

        var own = replica.FindDevice(device)?.ReaderFormat ?? "";
        var name = own.Length > 0 ? own : policy.DeviceReaderFormat;
        var format = policy.ReaderFormats.FirstOrDefault(candidate => candidate.Name == name);
        return format is null ? null : new ReaderFormat { Name = format.Name, Rule = format.Rule, ReadsUid = format.ReadsUid, AlsoAsSent = format.AlsoAsSent };
    }

    /// <summary>Whether a device's reader reads no more than serial numbers; one of which nobody said is taken to.</summary>
    public static bool ReadsUid(IReplica replica, DeviceId device) => FormatOf(replica, device)?.ReadsUid ?? true;

    /// <summary>Whose a card is, and by what number it was found; null: nobody's. A card that the server knows goes before one that is pending here.</summary>
    /// <param name="replica">Who is known.</param>
    /// <param name="pending">Cards registered here while the site is cut off; null: none.</param>
    /// <param name="device">Where.</param>
    /// <param name="sent">What the reader sent.</param>
    public static (ReplicaUser User, ImmutableArray<byte> Index)? Find(IReplica replica, PendingCards? pending, DeviceId device, string sent)
    {
        var numbers = CardNumbers.Of(FormatOf(replica, device), sent);
        foreach (var number in numbers)
        {
            if (replica.FindUserByCard(number) is { } user)
            {
                return (user, CredentialIndex.OfCard(replica.Policy!.CredentialKey.Span, number));
            }
        }

        return numbers.Select(number => pending?.Find(number)).FirstOrDefault(found => found is not null);
    }
}
