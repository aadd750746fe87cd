using System.Collections.Immutable;
using Platen.Domain.OAuth;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Store.OAuth;

/// <summary>A row of <c>platen.authorizations</c> as Dapper reads it.</summary>
internal sealed class AuthorizationRow
{
    public const string Columns = """
        tenant, id, user_id AS UserId, client, scopes, certificate, origin, granted_at AS GrantedAt, activated_at AS ActivatedAt, used_at AS UsedAt, ends_at AS EndsAt, refresh_secret AS RefreshSecret
        """;

    public required string Tenant { get; init; }

    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required string Client { get; init; }

    public required int[] Scopes { get; init; }

    public required string Certificate { get; init; }

    public required string Origin { get; init; }

    public required DateTime GrantedAt { get; init; }

    public required DateTime? ActivatedAt { get; init; }

    public required DateTime? UsedAt { get; init; }

    public required DateTime EndsAt { get; init; }

    public required byte[]? RefreshSecret { get; init; }

    public Authorization ToAuthorization() => new()
    {
        Tenant = TenantId.Parse(Tenant),
        Id = Id,
        User = new UserId(UserId),
        Client = ClientId.Parse(Client),
        Scopes = [.. Scopes.Select(scope => (Right)scope)],
        Certificate = Certificate,
        Origin = Origin,
        GrantedAt = new DateTimeOffset(GrantedAt, TimeSpan.Zero),
        ActivatedAt = At(ActivatedAt),
        UsedAt = At(UsedAt),
        EndsAt = new DateTimeOffset(EndsAt, TimeSpan.Zero),
        RefreshSecret = RefreshSecret is null ? [] : [.. RefreshSecret],
    };

    private static DateTimeOffset? At(DateTime? time) => time is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null;
}
