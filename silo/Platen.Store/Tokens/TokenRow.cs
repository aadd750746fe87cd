using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Tokens;
using Platen.Domain.Users;

namespace Platen.Store.Tokens;

/// <summary>A row of <c>platen.tokens</c> as Dapper reads it.</summary>
internal sealed class TokenRow
{
    public const string Columns = """
        token_sha256 AS Hash, tenant, kind, family, user_id AS UserId, client, name, scopes, certificate, context, act, state, issued_at AS IssuedAt, used_at AS UsedAt, ends_at AS EndsAt
        """;

    public required byte[] Hash { get; init; }

    public required string Tenant { get; init; }

    public required short Kind { get; init; }

    public required Guid Family { get; init; }

    public required Guid? UserId { get; init; }

    public required string Client { get; init; }

    public required string Act { get; init; }

    public required short State { get; init; }

    public bool TooEarly { get; init; }

    public required string Name { get; init; }

    public required int[] Scopes { get; init; }

    public required string Certificate { get; init; }

    public required string Context { get; init; }

    public required DateTime IssuedAt { get; init; }

    public required DateTime? UsedAt { get; init; }

    public required DateTime EndsAt { get; init; }

    public IssuedToken ToToken() => new()
    {
        Tenant = TenantId.Parse(Tenant),
        Id = Convert.ToHexStringLower(Hash),
        Kind = (TokenKind)Kind,
        Family = Family,
        User = UserId is { } user ? new UserId(user) : null,
        Client = Client,
        Name = Name,
        Scopes = [.. Scopes.Select(scope => (Right)scope)],
        Certificate = Certificate,
        Context = Context,
        Act = Act,
        IssuedAt = new DateTimeOffset(IssuedAt, TimeSpan.Zero),
        UsedAt = UsedAt is { } used ? new DateTimeOffset(used, TimeSpan.Zero) : null,
        EndsAt = new DateTimeOffset(EndsAt, TimeSpan.Zero),
    };
}
