using System.Collections.Immutable;
using Platen.Domain.OAuth;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.Ports;

/// <summary>What users have agreed to, each with the one refresh token that is good. An access token of an agreement that is gone is none, so ending one ends all its tokens at every gateway.</summary>
public interface IAuthorizations
{
    /// <summary>Records that a user agreed. The program has no tokens yet.</summary>
    Task AddAsync(Authorization authorization, CancellationToken cancellationToken);

    /// <summary>An agreement that is not over; null: there is none.</summary>
    Task<Authorization?> FindAsync(TenantId tenant, Guid id, CancellationToken cancellationToken);

    /// <summary>The agreement that a refresh token is of, the token being good or a former one; null: there is none, or it is over.</summary>
    Task<Authorization?> FindByRefreshAsync(TenantId tenant, string refreshText, CancellationToken cancellationToken);

    /// <summary>Hands the program its first tokens. Of any number of calls one gets true; false: it has them, or the agreement ended.</summary>
    Task<bool> ActivateAsync(NewTokens tokens, string certificate, DateTimeOffset endsAt, CancellationToken cancellationToken);

    /// <summary>Puts new tokens in the place of a refresh token. Of any number of calls with the same one, one gets true.</summary>
    Task<bool> RotateAsync(NewTokens tokens, string formerText, DateTimeOffset endsAt, CancellationToken cancellationToken);

    /// <summary>Notes that a token of an agreement was used, exact to a minute, and moves its end.</summary>
    Task NoteUseAsync(Authorization authorization, DateTimeOffset endsAt, CancellationToken cancellationToken);

    /// <summary>A user's agreements whose programs have taken tokens, newest first; 200 at most.</summary>
    Task<ImmutableArray<Authorization>> ListAsync(TenantId tenant, UserId user, CancellationToken cancellationToken);

    /// <summary>Ends an agreement with all its tokens; false: there is none.</summary>
    Task<bool> EndAsync(TenantId tenant, Guid id, CancellationToken cancellationToken);

    /// <summary>Ends everything that a client has, and says how many agreements that were.</summary>
    Task<int> EndOfClientAsync(TenantId tenant, ClientId client, CancellationToken cancellationToken);

    /// <summary>Ends the tokens that a client has in its own name.</summary>
    Task<int> EndOwnTokensAsync(TenantId tenant, ClientId client, CancellationToken cancellationToken);

    /// <summary>How many access tokens are good now: of an agreement, or (null) of a client in its own name.</summary>
    Task<int> CountTokensAsync(TenantId tenant, ClientId client, Guid? authorization, CancellationToken cancellationToken);

    /// <summary>Deletes agreements that are over, and says how many; called by a sweep.</summary>
    Task<int> RemoveExpiredAsync(CancellationToken cancellationToken);
}
