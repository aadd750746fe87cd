using System.Collections.Immutable;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.Tokens;

/// <summary>A token as the record has it: never the token itself, only its SHA-256.</summary>
public sealed record IssuedToken
{
    /// <summary>Whose (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>SHA-256 of the token, hexadecimal: names it, and opens nothing.</summary>
    public string Id { get; init; } = "";

    /// <summary>What it is for.</summary>
    public required TokenKind Kind { get; init; }

    /// <summary>All tokens that came from one consent have the same; they end together.</summary>
    public required Guid Family { get; init; }

    /// <summary>In whose name; null: in the client's own.</summary>
    public UserId? User { get; init; }

    /// <summary>The OAuth client; empty: a personal token.</summary>
    public string Client { get; init; } = "";

    /// <summary>What the user calls it.</summary>
    public string Name { get; init; } = "";

    /// <summary>The rights to which it narrows the user.</summary>
    public ImmutableArray<Right> Scopes { get; init; } = [];

    /// <summary>SHA-256 of the certificate that must be shown with it (RFC 8705), hexadecimal; empty: none.</summary>
    public string Certificate { get; init; } = "";

    /// <summary>What a code is bound to: redirect URI and challenge.</summary>
    public string Context { get; init; } = "";

    /// <summary>Who acts by it for the user beside the client that it was first given to, the last one first, with blanks between (RFC 8693, 4.1); empty: nobody.</summary>
    public string Act { get; init; } = "";

    /// <summary>When it was made.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>When it was used: a personal one last, to a minute; one that works once, the one time.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset EndsAt { get; init; }
}
