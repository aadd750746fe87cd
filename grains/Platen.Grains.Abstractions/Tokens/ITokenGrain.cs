using System.Collections.Immutable;
using Platen.Domain.Tokens;
using Platen.Domain.Users;
using Platen.Grains.Abstractions.Users;

namespace Platen.Grains.Abstractions.Tokens;

/// <summary>Tokens with which programs act for users. Stateless. Key: <see cref="GrainKeys.Tenant"/>.</summary>
[Alias("platen.tokens.token-grain")]
public interface ITokenGrain : IGrainWithStringKey
{
    /// <summary>What a token opens now: its user as the record has it, narrowed to its scopes; null: it is none, over, or bound to another certificate.</summary>
    /// <param name="token">The token.</param>
    /// <param name="certificate">SHA-256 of the certificate that the caller showed, hexadecimal; empty: none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("find")]
    [AnySilo]
    Task<SessionView?> FindAsync(string token, string certificate, CancellationToken cancellationToken);

    /// <summary>Makes a personal token of the actor, who must have logged in in person.</summary>
    [Alias("create-personal")]
    [AnySilo]
    Task<CreateTokenResult> CreatePersonalAsync(CreateToken command, Actor actor, CancellationToken cancellationToken);

    /// <summary>A user's personal tokens: that user's own, or of those whom the actor may change; else none.</summary>
    [Alias("list")]
    [AnySilo]
    Task<ImmutableArray<IssuedToken>> ListAsync(UserId user, Actor actor, CancellationToken cancellationToken);

    /// <summary>Ends a user's token: one's own, or of those whom the actor may change.</summary>
    [Alias("revoke")]
    [AnySilo]
    Task<CommandResult> RevokeAsync(UserId user, string id, Actor actor, CancellationToken cancellationToken);
}
