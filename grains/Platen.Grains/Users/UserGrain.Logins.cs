using Platen.Domain.Audit;
using Platen.Domain.Directories;
using Platen.Domain.Jobs;
using Platen.Domain.Mail;
using Platen.Domain.Ports;
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
    private const string AtTheConsole = "login";
    private const string ForASite = "password";
    private const string ForAChange = "password-change";

    public Task<LogInResult> LogInAsync(string password, string origin, CancellationToken cancellationToken) => LogInAsync(password, origin, AtTheConsole, cancellationToken);

    public Task<LogInResult> LogInWithCodeAsync(string password, string code, string origin, CancellationToken cancellationToken) => LogInAsync(password, origin, AtTheConsole, cancellationToken, code);

    public Task<LogInResult> CheckPasswordAsync(string password, string origin, CancellationToken cancellationToken) => LogInAsync(password, origin, ForASite, cancellationToken);

    private async Task<LogInResult> LogInAsync(string password, string origin, string what, CancellationToken cancellationToken, string code = "")
    {
        Forget(); // another activation may have revoked the user, or counted failures
        var before = await RowAsync(cancellationToken);
        var tenant = await GrainFactory.Tenant(Tenant).GetAsync(cancellationToken);
        var check = await CheckAsync(before, password, cancellationToken);
        if (before is null || tenant is null)
        {
            return new LogInResult { Code = LogInCode.Wrong };
        }

        if (check.Unavailable)
        {
            await WriteAsync(row => UserRows.Note(row ?? before, LogInAudit(what, origin, ok: false, LogInCode.Unavailable)), cancellationToken);
            return new LogInResult { Code = LogInCode.Unavailable };
        }

        var result = new LogInResult { Code = LogInCode.Wrong };
        var seal = what == AtTheConsole && FactorRules.Has(before) ? await SealAsync(cancellationToken) : null;
        // what can be told of: a lock, if this is the failure that brings it, or a recovery code
        var isTold = (seal is not null || (!check.Matches && before.FailedAttempts + 1 >= tenant.LockoutFailures)) && await post.ReachesAsync(before, cancellationToken);
        var written = await WriteAsync(row => LogIn(row ?? before, before, (check.Matches, check.Renewed), (seal, code), (tenant, isTold), (what, origin), out result), cancellationToken);
        return written.IsDone ? result : new LogInResult { Code = LogInCode.Wrong };
    }

    // Who is elsewhere is asked there; a verifier that is kept here is for sites that are cut off, and lets nobody in where the directory can be asked. Nobody's password takes as long as a wrong one.
    private async Task<(bool Matches, string? Renewed, bool Unavailable)> CheckAsync(User? user, string password, CancellationToken cancellationToken)
    {
        var pepper = await PepperAsync(cancellationToken);
        if (user is null || user.AuthenticatedBy == UserSource.Here)
        {
            var matches = await secrets.VerifyAsync(user?.PasswordHash ?? "", password, pepper, cancellationToken);
            return (matches, matches ? await secrets.RenewAsync(user!.PasswordHash, password, pepper, cancellationToken) : null, false);
        }

        var slow = secrets.VerifyAsync("", password, pepper, cancellationToken);
        // a directory that counts failures must not be made to lock somebody whom we have locked already
        var (code, keeps) = Lockout.IsLocked(user, Now) || !user.Active ? (DirectoryLoginCode.Wrong, false) : await logins.AskAsync(user, password, cancellationToken);
        await slow;
        var kept = code == DirectoryLoginCode.Ok && keeps && !await secrets.VerifyAsync(user.PasswordHash, password, pepper, cancellationToken) ? await secrets.HashAsync(password, pepper, cancellationToken) : null;
        return (code == DirectoryLoginCode.Ok, kept, code == DirectoryLoginCode.Unavailable);
    }

    protected override async ValueTask<FactDraft<User>> DecideAsync(User? row, ReportedFact fact, CancellationToken cancellationToken)
    {
        if (fact.Fact.Body is CardWanted wanted && wanted.User == Id)
        {
            return Decide(row, wanted, fact, await MailAsync(CredentialChange.CardAdded, cancellationToken));
        }

        if (fact.Fact.Body is PinWanted pin && pin.User == Id)
        {
            return Decide(row, pin, fact);
        }

        if (fact.Fact.Body is not LoginAttempted login || login.User != Id)
        {
            return FactDraft<User>.Park(RejectionReason.UnknownFact);
        }

        var tenant = await GrainFactory.Tenant(Tenant).GetAsync(cancellationToken)
            ?? throw new InvalidOperationException($"Tenant '{Tenant}' is not recorded, but its agent '{fact.Agent}' reports.");
        return Decide(row, login, (tenant, row is not null && login.Result == LoginResult.WrongCredential && await post.ReachesAsync(row, cancellationToken)), fact);
    }

    // The password was checked against the row as it was before; a password set meanwhile makes that worthless.
    private Draft<User> LogIn(User row, User before, (bool Matches, string? Renewed) check, (FactorSeal? Seal, string Code) factor, (Tenant Row, bool IsTold) tenant, (string What, string Origin) audit, out LogInResult result)
    {
        var locked = Lockout.IsLocked(row, Now);
        // a factor that was set up, or taken away, since the password was checked makes that worthless, too
        var ok = check.Matches && !locked && row.Active && row.PasswordHash == before.PasswordHash && (audit.What != AtTheConsole || FactorRules.Has(row) == factor.Seal is not null);
        if (ok && InitialPassword.IsOver(row, Now))
        {
            result = new LogInResult { Code = LogInCode.InitialPasswordOver };
            return UserRows.Note(row, LogInAudit(audit.What, audit.Origin, ok: false, LogInCode.InitialPasswordOver));
        }

        if (ok && factor is { Seal: not null, Code.Length: 0 })
        {
            result = new LogInResult { Code = LogInCode.CodeNeeded };
            return UserRows.Note(row, LogInAudit(audit.What, audit.Origin, ok: false, LogInCode.CodeNeeded));
        }

        var used = ok && factor.Seal is { } seal ? FactorRules.Use(row, seal, factor.Code, Now) : row.Factor;
        ok = ok && (factor.Seal is null || used is not null);
        var next = Next(row, ok, locked, tenant.Row);
        next = ok && used != row.Factor ? next with { Factor = used, Version = row.Version + 1 } : next;
        next = ok && check.Renewed is { } renewed ? next with { PasswordHash = renewed, Version = row.Version + 1 } : next;
        var code = ok ? LogInCode.Ok : locked || Lockout.IsLocked(next, Now) ? LogInCode.Locked : LogInCode.Wrong;
        result = new LogInResult { Code = code, User = ok ? next : null, LockedUntil = code == LogInCode.Locked ? next.LockedUntil : null };
        var (counted, notice) = !tenant.IsTold ? (next, null) : ok ? (next, used?.Recovery.Length < row.Factor?.Recovery.Length ? SecurityNotice.RecoveryCodeUsed : null) : LockNotices.Of(row, next, Now);
        var mail = notice is { } about ? post.Notice(tenant.Row, row, about, Now, FactBounds.Text(audit.Origin, FactBounds.AddressMax)) : null;
        return UserRows.SaveLockout(row, counted, LogInAudit(audit.What, audit.Origin, ok, code), mail);
    }

    private User Next(User row, bool ok, bool locked, Tenant tenant)
    {
        if (ok)
        {
            return Lockout.AfterSuccess(row, Now);
        }

        return locked || !row.Active ? row : Lockout.AfterFailure(row, tenant, Now);
    }

    private AuditEntry LogInAudit(string what, string origin, bool ok, LogInCode code) => new()
    {
        At = Now,
        Actor = ok ? Subject : "anonymous",
        Origin = FactBounds.Text(origin, FactBounds.AddressMax),
        Action = ok ? what + ".ok" : what + ".failed",
        Subject = Subject,
        Success = ok,
        Details = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("method", what == ForASite ? "Directory" : "Console").Add("result", code.ToString()),
    };

    private FactDraft<User> Decide(User? row, LoginAttempted login, (Tenant Row, bool IsTold) tenant, ReportedFact fact)
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
            (LoginResult.WrongCredential, LoginMethod.CardAndPin or LoginMethod.CardAndPassword) => Lockout.AfterSecondFailure(row, tenant.Row, at),
            // a password that a directory checks was counted when it was checked
            (LoginResult.WrongCredential, LoginMethod.Password) when row.AuthenticatedBy != UserSource.Here => row,
            (LoginResult.WrongCredential, not LoginMethod.Card) => Lockout.AfterFailure(row, tenant.Row, at),
            _ => row,
        };
        var (told, notice) = tenant.IsTold ? LockNotices.Of(row, next, Now) : (next, null);
        next = told;
        RecordChange? mail = notice is { } about ? post.Notice(tenant.Row, row, about, at, PlaceOf(login, fact)) : null;
        var attempted = LoginAudit.Attempted(login, fact, Now);
        var decided = new DecidedFact
        {
            Changes = ReferenceEquals(next, row) ? [] : mail is null ? [UserRows.Change(row, next)] : [UserRows.Change(row, next), mail],
            Audit = [attempted, .. UserRows.LockAudit(row, next, attempted)],
            Feed = UserRows.LockFeed(row, next),
        };
        return new FactDraft<User>(decided, next);
    }

    private static string PlaceOf(LoginAttempted login, ReportedFact fact) =>
        FactBounds.Text(string.Join(", ", new[] { login.Device == default ? $"{fact.Site}" : $"{fact.Site}/{login.Device}", login.SourceAddress }.Where(part => part.Length > 0)), 2 * FactBounds.AddressMax);
}
