using System.Collections.Immutable;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.OAuth;

/// <summary>What a user has agreed to: one program may act for that user, within scopes. All tokens that came from it have its id as their family and end with it.</summary>
public sealed record Authorization
{
    /// <summary>Whose (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Its id, the family of its tokens.</summary>
    public required Guid Id { get; init; }

    /// <summary>Who agreed.</summary>
    public required UserId User { get; init; }

    /// <summary>The program.</summary>
    public required ClientId Client { get; init; }

    /// <summary>The rights to which it narrows the user.</summary>
    public ImmutableArray<Right> Scopes { get; init; } = [];

    /// <summary>SHA-256 of the certificate that a public client must show with its refresh token (RFC 8705, 4), hexadecimal; empty: none.</summary>
    public string Certificate { get; init; } = "";

    /// <summary>From which address it was agreed to.</summary>
    public string Origin { get; init; } = "";

    /// <summary>When.</summary>
    public required DateTimeOffset GrantedAt { get; init; }

    /// <summary>When the program took its tokens; null: it has not yet.</summary>
    public DateTimeOffset? ActivatedAt { get; init; }

    /// <summary>When its refresh token was used last.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>When it ends: what is unused is disconnected then (AU31).</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>SHA-256 of the refresh token that is good now; empty: it has none.</summary>
    public ImmutableArray<byte> RefreshSecret { get; init; } = [];
}
