using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Store.Sessions;

/// <summary>A row of <c>platen.web_sessions</c> as Dapper reads it.</summary>
internal sealed class WebSessionRow
{
    public const string Columns = "token_sha256 AS Hash, tenant, user_id AS UserId, started_at AS StartedAt, last_seen AS LastSeen, ends_at AS EndsAt, kind, origin, proven_at AS ProvenAt";

    public required byte[] Hash { get; init; }

    public required string Tenant { get; init; }

    public required Guid UserId { get; init; }

    public required DateTime StartedAt { get; init; }

    public required DateTime LastSeen { get; init; }

    public required DateTime EndsAt { get; init; }

    public required short Kind { get; init; }

    public required string Origin { get; init; }

    public required DateTime? ProvenAt { get; init; }

    public WebSession ToSession() => new(TenantId.Parse(Tenant), new UserId(UserId), Utc(StartedAt), Utc(LastSeen), Utc(EndsAt))
    {
        Id = Convert.ToHexStringLower(Hash),
        Kind = (SessionKind)Kind,
        Origin = Origin,
        ProvenAt = ProvenAt is { } proven ? Utc(proven) : null,
    };

    private static DateTimeOffset Utc(DateTime time) => new(time, TimeSpan.Zero);
}
