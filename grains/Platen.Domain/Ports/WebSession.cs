using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.Ports;

/// <summary>A login on the web console. Its token is known to the browser only.</summary>
/// <param name="Tenant">Whose session (TN02).</param>
/// <param name="User">Who is logged in.</param>
/// <param name="StartedAt">When the login was.</param>
/// <param name="LastSeen">When it was last used; exact to a minute.</param>
/// <param name="EndsAt">When it ends, however busy it is.</param>
public sealed record WebSession(TenantId Tenant, UserId User, DateTimeOffset StartedAt, DateTimeOffset LastSeen, DateTimeOffset EndsAt)
{
    /// <summary>SHA-256 of the token, hexadecimal: names the session, and opens nothing.</summary>
    public string Id { get; init; } = "";

    /// <summary>What it is used with.</summary>
    public SessionKind Kind { get; init; }

    /// <summary>From which address the login came.</summary>
    public string Origin { get; init; } = "";

    /// <summary>When the user last gave a proof of who it is; null: at the start.</summary>
    public DateTimeOffset? ProvenAt { get; init; }
}
