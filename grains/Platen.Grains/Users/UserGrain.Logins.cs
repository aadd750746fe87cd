using Platen.Domain.Audit;
using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Records;

namespace Platen.Grains.Users;

/// <summary>Logins at the console, and login facts of the sites: counting and locking.</summary>
internal sealed partial class UserGrain
{
    public async Task<LogInResult> LogInAsync(string password, string origin, CancellationToken cancellationToken)
    {
        Forget(); // another activation may have revoked the user, or counted failures
        var before = await RowAsync(cancellationToken);
        var tenant = await GrainFactory.Tenant(Tenant).GetAsync(cancellationToken);
        var pepper = await PepperAsync(cancellationToken);
        var matches = await secrets.VerifyAsync(before?.PasswordHash ?? "", password, pepper, cancellationToken);
        if (before is null || tenant is null)
        {
            return new LogInResult { Code = LogInCode.Wrong };
        }

        var result = new LogInResult { Code = LogInCode.Wrong };
        var renewed = matches ? await secrets.RenewAsync(before.PasswordHash, password, pepper, cancellationToken) : null;
        var written = await WriteAsync(row => LogIn(row ?? before, before, matches, renewed, tenant, origin, out result), cancellationToken);
        return written.IsDone ? result : new LogInResult { Code = LogInCode.Wrong };
    }

    protected override async ValueTask<FactDraft<User>> DecideAsync(User? row, ReportedFact fact, CancellationToken cancellationToken)
    {
        if (fact.Fact.Body is CardWanted wanted && wanted.User == Id)
        {
            return Decide(row, wanted, fact);
        }

        if (fact.Fact.Body is not LoginAttempted login || login.User != Id)
        {
            return FactDraft<User>.Park(RejectionReason.UnknownFact);
        }

        var tenant = await GrainFactory.Tenant(Tenant).GetAsync(cancellationToken)
            ?? throw new InvalidOperationException($"Tenant '{Tenant}' is not recorded, but its agent '{fact.Agent}' reports.");
        return Decide(row, login, tenant, fact);
    }

    // The password was checked against the row as it was before; a password set meanwhile makes that worthless.
    private Draft<User> LogIn(User row, User before, bool matches, string? renewed, Tenant tenant, string origin, out LogInResult result)
    {
        var locked = Lockout.IsLocked(row, Now);
        var ok = matches && !locked && row.Active && row.PasswordHash == before.PasswordHash;
        var next = Next(row, ok, locked, tenant);
        next = ok && renewed is not null ? next with { PasswordHash = renewed, Version = row.Version + 1 } : next;
        var code = ok ? LogInCode.Ok : locked || Lockout.IsLocked(next, Now) ? LogInCode.Locked : LogInCode.Wrong;
        result = new LogInResult { Code = code, User = ok ? next : null, LockedUntil = code == LogInCode.Locked ? next.LockedUntil : null };
        return UserRows.SaveLockout(row, next, LogInAudit(origin, ok, code));
    }

    private User Next(User row, bool ok, bool locked, Tenant tenant)
    {
        if (ok)
        {
            return Lockout.AfterSuccess(row, Now);
        }

        return locked || !row.Active ? row : Lockout.AfterFailure(row, tenant, Now);
    }

    private AuditEntry LogInAudit(string origin, bool ok, LogInCode code) => new()
    {
        At = Now,
        Actor = ok ? Subject : "anonymous",
        Origin = FactBounds.Text(origin, FactBounds.AddressMax),
        Action = ok ? "login.ok" : "login.failed",
        Subject = Subject,
        Success = ok,
        Details = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("method", "Console").Add("result", code.ToString()),
    };

    private FactDraft<User> Decide(User? row, LoginAttempted login, Tenant tenant, ReportedFact fact)
    {
        if (row is null)
        {
            return FactDraft<User>.Park(RejectionReason.UnknownUser);
        }

        var at = FactTime.Bound(fact.Fact.At, Now);
        var next = (login.Result, login.Method) switch
        {
            (LoginResult.Ok, LoginMethod.CardAndPin or LoginMethod.CardAndPassword) => Lockout.AfterSecondSuccess(row, at),
            (LoginResult.Ok, not LoginMethod.Qr) => Lockout.AfterSuccess(row, at),
            (LoginResult.WrongCredential, LoginMethod.CardAndPin or LoginMethod.CardAndPassword) => Lockout.AfterSecondFailure(row, tenant, at),
            (LoginResult.WrongCredential, not LoginMethod.Card) => Lockout.AfterFailure(row, tenant, at),
            _ => row,
        };
        var decided = new DecidedFact
        {
            Changes = ReferenceEquals(next, row) ? [] : [UserRows.Change(row, next)],
            Audit = [LoginAudit.Attempted(login, fact, Now)],
            Feed = UserRows.LockFeed(row, next),
        };
        return new FactDraft<User>(decided, next);
    }

    // A card that somebody else has by now is refused by the database, whatever is known here.
    private FactDraft<User> Decide(User? row, CardWanted wanted, ReportedFact fact)
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
            Changes = ReferenceEquals(next, row) ? [] : [UserRows.Change(row, next)],
            Audit = [ConsoleCommit.Audit(Actor.Agent(fact.Agent, origin), FactTime.Bound(fact.Fact.At, Now), "user.card-added", Subject, details: [("registered-offline-at", origin)])],
            Feed = ReferenceEquals(next, row) ? [] : [UserRows.Feed(next)],
        };
        return new FactDraft<User>(decided, next);
    }
}
