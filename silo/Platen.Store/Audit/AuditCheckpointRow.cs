using Platen.Domain.Audit;
using Platen.Domain.Tenants;

namespace Platen.Store.Audit;

/// <summary>A row of <c>platen.audit_checkpoints</c> with its certificate, as Dapper reads it.</summary>
internal sealed class AuditCheckpointRow
{
    public const string Select =
        "SELECT c.chain, c.position, c.kind, c.hash, c.at, c.feed_cursor AS FeedCursor, COALESCE(k.der, ''::bytea) AS Certificate, c.signature FROM platen.audit_checkpoints c LEFT JOIN platen.audit_certificates k ON k.tenant = c.tenant AND k.sha256 = c.certificate";

    public required string Chain { get; init; }

    public required long Position { get; init; }

    public required short Kind { get; init; }

    public required byte[] Hash { get; init; }

    public required DateTime At { get; init; }

    public required long FeedCursor { get; init; }

    public required byte[] Certificate { get; init; }

    public required byte[] Signature { get; init; }

    public AuditCheckpoint ToCheckpoint(TenantId tenant) => new()
    {
        Tenant = tenant,
        Chain = Chain,
        Position = Position,
        Kind = (AuditCheckpointKind)Kind,
        Hash = [.. Hash],
        At = new DateTimeOffset(At, TimeSpan.Zero),
        FeedCursor = FeedCursor,
        Certificate = [.. Certificate],
        Signature = [.. Signature],
    };
}
