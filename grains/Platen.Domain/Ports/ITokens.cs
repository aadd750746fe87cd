using System.Collections.Immutable;
using Platen.Domain.Tenants;
using Platen.Domain.Tokens;
using Platen.Domain.Users;

namespace Platen.Domain.Ports;

/// <summary>Tokens that programs act with. Only their SHA-256 is stored, so a stolen dump opens nothing. Every answer is the record's, so what ends, ends everywhere at once.</summary>
public interface ITokens
{
    /// <summary>Stores a token and returns its text, to be given to the program and to nobody else.</summary>
    Task<string> AddAsync(IssuedToken token, CancellationToken cancellationToken);

    /// <summary>The token, used or not; null: there is none such of the tenant, or it is over.</summary>
    Task<IssuedToken?> FindAsync(TenantId tenant, string token, CancellationToken cancellationToken);

    /// <summary>Uses a token that works once: of any number of concurrent calls exactly one gets true.</summary>
    Task<bool> UseAsync(TenantId tenant, string token, CancellationToken cancellationToken);

    /// <summary>Notes the use of a token that works often, exact to a minute.</summary>
    Task NoteUseAsync(IssuedToken token, CancellationToken cancellationToken);

    /// <summary>A user's tokens of a kind that are not over, newest first; 200 at most.</summary>
    Task<ImmutableArray<IssuedToken>> ListAsync(TenantId tenant, UserId user, TokenKind kind, CancellationToken cancellationToken);

    /// <summary>Ends a user's token; false: there is none.</summary>
    Task<bool> RevokeAsync(TenantId tenant, UserId user, string id, CancellationToken cancellationToken);

    /// <summary>Ends one token.</summary>
    Task RemoveAsync(IssuedToken token, CancellationToken cancellationToken);

    /// <summary>Ends a consent with all its tokens, and says how many tokens those were.</summary>
    Task<int> RevokeFamilyAsync(TenantId tenant, Guid family, CancellationToken cancellationToken);

    /// <summary>Ends all that a user has agreed to, and all tokens that act in the user's name, and says how many tokens those were.</summary>
    Task<int> RevokeAllAsync(TenantId tenant, UserId user, CancellationToken cancellationToken);

    /// <summary>Deletes tokens that are over, and says how many; called by a sweep.</summary>
    Task<int> RemoveExpiredAsync(CancellationToken cancellationToken);
}
