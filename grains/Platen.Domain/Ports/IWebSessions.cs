using System.Collections.Immutable;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.Ports;

/// <summary>Logins on the web console (AU18). Only the SHA-256 of a token is stored, so a stolen dump logs nobody in.</summary>
public interface IWebSessions
{
    /// <summary>Starts a session and returns its token: 32 random bytes in base64url, to be given to the browser and to nobody else.</summary>
    Task<string> CreateAsync(TenantId tenant, UserId user, CancellationToken cancellationToken);

    /// <summary>Starts a session of that kind with its own limits, and returns its token.</summary>
    Task<string> CreateAsync(TenantId tenant, UserId user, SessionStart start, CancellationToken cancellationToken);

    /// <summary>A user's sessions that are not over, newest first; 200 at most.</summary>
    Task<ImmutableArray<WebSession>> ListAsync(TenantId tenant, UserId user, CancellationToken cancellationToken);

    /// <summary>Ends one of a user's sessions, by <see cref="WebSession.Id"/>; false: there is none.</summary>
    Task<bool> EndOneAsync(TenantId tenant, UserId user, string id, CancellationToken cancellationToken);

    /// <summary>The session of a token, marked as used now; null when there is none, or it was idle too long, or it is over.</summary>
    Task<WebSession?> FindAsync(string token, CancellationToken cancellationToken);

    /// <summary>Ends a session (logout); nothing happens when there is none.</summary>
    Task EndAsync(string token, CancellationToken cancellationToken);

    /// <summary>Ends every session of a user (password changed, user deactivated), and says how many.</summary>
    Task<int> EndAllAsync(TenantId tenant, UserId user, CancellationToken cancellationToken);

    /// <summary>Deletes the sessions that are over, and says how many; called by a sweep.</summary>
    Task<int> RemoveExpiredAsync(CancellationToken cancellationToken);
}
