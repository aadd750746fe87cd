using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Records;

namespace Platen.Grains.Users;

/// <summary>Cards and PINs that the user asked for at a site that was cut off (MS05).</summary>
internal sealed partial class UserGrain
{
    // A card that somebody else has by now is refused by the database, whatever is known here.
    private FactDraft<User> Decide(User? row, CardWanted wanted, ReportedFact fact, RecordChange? mail)
    {
        if (row is null)
        {
            return FactDraft<User>.Park(RejectionReason.UnknownUser);
        }

        if (!row.Active || wanted.Index.Length != CardWanted.IndexBytes || (row.Cards.Length >= UserRules.CardsMax && !HasCard(row, wanted.Index)))
        {
            return FactDraft<User>.Park(row.Active ? RejectionReason.InvalidFact : RejectionReason.InactiveUser);
        }

        var card = new UserCard(wanted.Index, FactBounds.Text(wanted.Label, CardWanted.LabelMax));
        var next = HasCard(row, wanted.Index) ? row : row with { Cards = row.Cards.Add(card), Version = row.Version + 1 };
        var origin = FactBounds.Text($"{fact.Site}/{wanted.Device}", FactBounds.AddressMax);
        var decided = new DecidedFact
        {
            Changes = ReferenceEquals(next, row) ? [] : mail is null ? [UserRows.Change(row, next)] : [UserRows.Change(row, next), mail],
            Audit = [ConsoleCommit.Audit(Actor.Agent(fact.Agent, origin), FactTime.Bound(fact.Fact.At, Now), "user.card-added", Subject, details: [("registered-offline-at", origin)])],
            Feed = ReferenceEquals(next, row) ? [] : [UserRows.Feed(next)],
        };
        return new FactDraft<User>(decided, next);
    }

    // Granted here, drawn when the user is there to read it: nobody keeps a PIN in clear (AU15), and the former one goes on until then.
    private FactDraft<User> Decide(User? row, PinWanted wanted, ReportedFact fact)
    {
        if (row is null)
        {
            return FactDraft<User>.Park(RejectionReason.UnknownUser);
        }

        if (!row.Active || PinPolicy.NextAt(row, Now) is not null)
        {
            return FactDraft<User>.Park(row.Active ? RejectionReason.PinTooSoon : RejectionReason.InactiveUser);
        }

        var at = FactTime.Bound(fact.Fact.At, Now);
        var next = row.PinWantedAt is null ? row with { PinWantedAt = at, Version = row.Version + 1 } : row;
        var origin = FactBounds.Text($"{fact.Site}/{wanted.Device}", FactBounds.AddressMax);
        var decided = new DecidedFact
        {
            Changes = ReferenceEquals(next, row) ? [] : [UserRows.Change(row, next)],
            Audit = [ConsoleCommit.Audit(Actor.Agent(fact.Agent, origin), at, "user.pin-requested", Subject, details: [("requested-offline-at", origin)])],
            Feed = ReferenceEquals(next, row) ? [] : [UserRows.Feed(next)],
        };
        return new FactDraft<User>(decided, next);
    }
}
