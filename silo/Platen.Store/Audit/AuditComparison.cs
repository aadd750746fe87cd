using Dapper;
using Platen.Domain.Audit;
using Platen.Store.Connections;

namespace Platen.Store.Audit;

/// <summary>Holds signed heads against single entries, and says what a difference means: the log was cut or rewritten, or the whole record went back.</summary>
internal sealed class AuditComparison(StoreDatabase database, AuditCheckpoints checkpoints)
{
    private const string Sql = """
        SELECT e.hash AS Hash,
            COALESCE((SELECT position FROM platen.audit_entries WHERE tenant = @Tenant AND chain = @Chain ORDER BY position DESC LIMIT 1), 0) AS Last,
            EXISTS (SELECT FROM platen.audit_checkpoints c WHERE c.tenant = @Tenant AND c.chain = @Chain AND c.position = @Position AND c.kind = @Kind) AS Kept
        FROM (SELECT 1) one LEFT JOIN platen.audit_entries e ON e.tenant = @Tenant AND e.chain = @Chain AND e.position = @Position
        """;

    /// <summary>The fault that a head of a chain shows; null: none.</summary>
    public async Task<AuditBreak?> FindAsync(AuditPin pin, CancellationToken cancellationToken)
    {
        var head = pin.Checkpoint;
        var cut = await checkpoints.LastAsync(head.Tenant, head.Chain, AuditCheckpointKind.Cut, cancellationToken);
        if (head.Position <= (cut?.Position ?? 0) || await IsGivenUpAsync(pin, cancellationToken))
        {
            return null;
        }

        var (hash, last, kept) = await database.ReadAsync(
            connection => connection.QuerySingleAsync<(byte[]? Hash, long Last, bool Kept)>(new CommandDefinition(
                Sql, new { Tenant = head.Tenant.Value, head.Chain, head.Position, Kind = (short)head.Kind }, cancellationToken: cancellationToken)),
            cancellationToken);
        if (hash is not null && head.Hash.AsSpan().SequenceEqual(hash))
        {
            return kept ? null : Break(pin, head.Position, AuditBreakKind.CheckpointMissing, $"{pin.Source} at entry {head.Position} is missing in the record");
        }

        if (await checkpoints.WentBackAsync(head, cancellationToken))
        {
            return Break(
                pin, Math.Min(last + 1, head.Position), AuditBreakKind.RolledBack,
                $"the whole record, and not the log alone, is older than {pin.Source}: a backup from before then was put back. What was written after it, up to entry {head.Position}, is lost");
        }

        return (hash, head.Position > last) switch
        {
            (null, true) => Break(pin, last + 1, AuditBreakKind.Truncated, $"{AuditChainCheck.Missing(last + 1, head.Position)} at the end: by {pin.Source} they were written"),
            (null, false) => Break(pin, head.Position, AuditBreakKind.Deleted, $"{AuditChainCheck.Missing(head.Position, head.Position)}: by {pin.Source} it was written"),
            _ => Break(pin, head.Position, AuditBreakKind.Rewritten, $"entry {head.Position}, and perhaps others before it, were written anew: by {pin.Source} it had another hash"),
        };
    }

    /// <summary>
    /// Whether an administrator has accepted since then that what the head stands for was lost with a backup that was put back: it stands beyond the end at which that was accepted, or the chain had grown over it
    /// again by then, which the record's having gone back since that head tells.
    /// </summary>
    public async Task<bool> IsGivenUpAsync(AuditPin pin, CancellationToken cancellationToken) =>
        await checkpoints.LastAsync(pin.Checkpoint.Tenant, pin.Checkpoint.Chain, AuditCheckpointKind.Restored, cancellationToken) is { } restored
        && pin.Checkpoint.At < restored.At
        && (pin.Position > restored.Position || await checkpoints.WentBackAsync(pin.Checkpoint, cancellationToken));

    private static AuditBreak Break(AuditPin pin, long position, AuditBreakKind kind, string message) => new(pin.Checkpoint.Chain, position, kind, $"Chain {pin.Checkpoint.Chain}: {message}.");
}
