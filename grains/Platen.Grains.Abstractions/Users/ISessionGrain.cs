using System.Collections.Immutable;
using Platen.Domain.Ports;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Users;

/// <summary>Web logins of a tenant (AU18). Stateless. Key: <see cref="GrainKeys.Tenant"/>.</summary>
[Alias("platen.users.session-grain")]
public interface ISessionGrain : IGrainWithStringKey
{
    /// <summary>Logs in by login name and password and starts a session. An unknown name takes as long as a wrong password.</summary>
    [Alias("log-in")]
    [AnySilo]
    Task<LogInResult> LogInAsync(LogIn command, CancellationToken cancellationToken);

    /// <summary>The session of a token, marked as used; null when it is none, of another tenant, over, or its user is not active any more.</summary>
    [Alias("find")]
    [AnySilo]
    Task<SessionView?> FindAsync(string token, CancellationToken cancellationToken);

    /// <summary>Ends a session.</summary>
    [Alias("end")]
    [AnySilo]
    Task EndAsync(string token, Actor actor, CancellationToken cancellationToken);

    /// <summary>A user's sessions: one's own, or of those whom the actor may change; else none.</summary>
    [Alias("list")]
    [AnySilo]
    Task<ImmutableArray<WebSession>> ListAsync(UserId user, Actor actor, CancellationToken cancellationToken);

    /// <summary>Ends one session of a user: one's own, or of those whom the actor may change.</summary>
    [Alias("end-one")]
    [AnySilo]
    Task<CommandResult> EndOneAsync(UserId user, string session, Actor actor, CancellationToken cancellationToken);

    /// <summary>Ends all sessions of a user, and says how many: that user, or administrators.</summary>
    [Alias("end-all")]
    [AnySilo]
    Task<int> EndAllOfUserAsync(UserId user, Actor actor, CancellationToken cancellationToken);
}
