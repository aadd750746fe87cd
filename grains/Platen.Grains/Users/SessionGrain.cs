using System.Collections.Immutable;
using Orleans.Concurrency;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Records;

namespace Platen.Grains.Users;

/// <inheritdoc cref="ISessionGrain"/>
[StatelessWorker]
internal sealed class SessionGrain(IRecordStore store, IWebSessions sessions, ICredentialKeys keys, Secrets secrets, TimeProvider time) : Grain, ISessionGrain
{
    /// <summary>How often a login is judged while its user's row is changed by others.</summary>
    private const int AttemptsMax = 3;

    /// <summary>What counts as the branch of a login at console, portal or REST; no site's id has a space.</summary>
    private const string WebPlace = "the web";

    private TenantId Tenant => GrainKeys.ParseTenant(this.GetPrimaryKeyString());

    public async Task<LogInResult> LogInAsync(LogIn command, CancellationToken cancellationToken)
    {
        var result = await JudgeAsync(command, cancellationToken);
        if (result.Code == LogInCode.Wrong)
        {
            await NoteFailureAsync(command, cancellationToken);
        }

        return result;
    }

    private async Task<LogInResult> JudgeAsync(LogIn command, CancellationToken cancellationToken)
    {
        var user = IsPlausible(command.LoginName) ? await store.FindUserByLoginAsync(Tenant, command.LoginName, cancellationToken) : null;
        if (user is null)
        {
            await secrets.VerifyAsync("", command.Password, pepper: null, cancellationToken);
            await AuditUnknownAsync(command, cancellationToken);
            return new LogInResult { Code = LogInCode.Wrong };
        }

        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            var result = await GrainFactory.User(Tenant, user.Id).LogInWithCodeAsync(command.Password, command.Code, command.Origin, cancellationToken);
            if (result.Code != LogInCode.Ok)
            {
                return result;
            }

            if (await new NewSessions(store, sessions, Tenant).StartAsync(result.User!, command.Client, command.Origin, provenAt: null, cancellationToken) is { } token)
            {
                return result with { Token = token };
            }
        }

        return new LogInResult { Code = LogInCode.Wrong };
    }

    public async Task<SessionView?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (await sessions.FindAsync(token, cancellationToken) is not { } session || session.Tenant != Tenant)
        {
            return null;
        }

        // the records themselves, not their grains: they are right wherever those are (I5), and no silo is asked that may be away
        var user = await store.FindUserAsync(Tenant, session.User, cancellationToken);
        if (user is not { Active: true } || await store.FindTenantAsync(Tenant, cancellationToken) is not { } tenant)
        {
            return null;
        }

        if (IsOver(session, tenant))
        {
            await sessions.EndAsync(token, cancellationToken);
            return null;
        }

        var view = await SessionViews.OfAsync(store, user, tenant, cancellationToken);
        var administers = user.Role == UserRole.Administrator || !view.Held.IsEmpty;
        return view with { StartedAt = session.StartedAt, ProvenAt = session.ProvenAt, EndsAt = session.EndsAt, Session = session.Id, MustSetUpFactor = FactorRules.MustSetUp(user, tenant, administers), MustChoosePassword = InitialPassword.Is(user) };
    }

    public async Task EndAsync(string token, Actor actor, CancellationToken cancellationToken)
    {
        if (await sessions.FindAsync(token, cancellationToken) is { } session && session.Tenant == Tenant)
        {
            await sessions.EndAsync(token, cancellationToken);
            await AuditAsync(ConsoleCommit.Audit(actor, time.GetUtcNow(), "logout", $"user:{session.User}"), cancellationToken);
        }
    }

    public async Task<int> EndAllOfUserAsync(UserId user, Actor actor, CancellationToken cancellationToken)
    {
        if (!await MayAsync(actor, user, cancellationToken))
        {
            return 0;
        }

        var ended = await sessions.EndAllAsync(Tenant, user, cancellationToken);
        await AuditAsync(ConsoleCommit.Audit(actor, time.GetUtcNow(), "user.sessions-ended", $"user:{user}"), cancellationToken);
        return ended;
    }

    public async Task<ImmutableArray<WebSession>> ListAsync(UserId user, Actor actor, CancellationToken cancellationToken)
    {
        if (!await MayAsync(actor, user, cancellationToken) || await store.FindTenantAsync(Tenant, cancellationToken) is not { } tenant)
        {
            return [];
        }

        return [.. (await sessions.ListAsync(Tenant, user, cancellationToken)).Where(session => !IsOver(session, tenant))];
    }

    public async Task<CommandResult> EndOneAsync(UserId user, string session, Actor actor, CancellationToken cancellationToken)
    {
        if (!await MayAsync(actor, user, cancellationToken))
        {
            return Refusals.NotYours;
        }

        if (!await sessions.EndOneAsync(Tenant, user, session, cancellationToken))
        {
            return Refusals.NotFound("such session");
        }

        await AuditAsync(ConsoleCommit.Audit(actor, time.GetUtcNow(), "user.session-ended", $"user:{user}"), cancellationToken);
        return CommandResult.Done;
    }

    // Console, portal and REST are places like devices: who tries one password everywhere is noticed here too (AU14).
    private async Task NoteFailureAsync(LogIn command, CancellationToken cancellationToken)
    {
        var key = await keys.GetAsync(Tenant, cancellationToken);
        var secret = command.Password.Length <= PasswordPolicy.LengthMax ? command.Password : "";
        var tag = secret.Length == 0 ? [] : CredentialIndex.TagOf(key.AsSpan(), secret);
        var origin = Domain.Jobs.FactBounds.Text(command.Origin, Domain.Jobs.FactBounds.AddressMax);
        await GrainFactory.LoginWatch(Tenant).NoteAsync(new LoginFailure(WebPlace, origin, tag, time.GetUtcNow()), cancellationToken);
    }

    private Task<bool> MayAsync(Actor actor, UserId user, CancellationToken cancellationToken) => LoginsOf.MayEndAsync(store, Tenant, actor, user, cancellationToken);

    // limits that were tightened since hold for sessions that run
    private bool IsOver(WebSession session, Tenant tenant)
    {
        var (idle, max) = NewSessions.Limits(session.Kind, tenant);
        var now = time.GetUtcNow();
        return now - session.LastSeen >= idle || now - session.StartedAt >= max;
    }

    private static bool IsPlausible(string loginName) => loginName.Length is > 0 and <= UserRules.LoginNameMax && !loginName.Any(char.IsControl);

    // The name that was tried stays out of the log: people type passwords there.
    private Task AuditUnknownAsync(LogIn command, CancellationToken cancellationToken)
    {
        var origin = Domain.Jobs.FactBounds.Text(command.Origin, Domain.Jobs.FactBounds.AddressMax);
        return AuditAsync(ConsoleCommit.Audit(Actor.Anonymous(origin), time.GetUtcNow(), "login.failed", "user:unknown", success: false, ("method", "Console"), ("result", "Unknown")), cancellationToken);
    }

    private async Task AuditAsync(Domain.Audit.AuditEntry audit, CancellationToken cancellationToken) =>
        await store.CommitAsync(ConsoleCommit.Of(Tenant, [], audit), cancellationToken);
}
