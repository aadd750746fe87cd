using System.Collections.Immutable;
using System.Globalization;
using Platen.Domain.Audit;
using Platen.Domain.Backups;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Store.Backups;

/// <summary>What the audit log says of backups (LG02): file, size, hash, time taken, who, or why not.</summary>
internal sealed class BackupAudit(IRecordStore store, TimeProvider time)
{
    /// <summary>The chain of what no agent reports.</summary>
    public const string Chain = "console";

    private const int ReasonMax = 500;

    public Task MadeAsync(TenantId tenant, Actor actor, string by, BackupInfo file, string sha256, TimeSpan took, CancellationToken cancellationToken) => WriteAsync(
        tenant, actor, "backup.made", file.File, success: true, by,
        [("kind", Word(file.Kind)), ("bytes", Text(file.Bytes)), ("sha256", sha256), ("seconds", took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)), ("program", file.Program)], cancellationToken);

    public Task FailedAsync(TenantId tenant, Actor actor, string by, string reason, CancellationToken cancellationToken) =>
        WriteAsync(tenant, actor, "backup.failed", "", success: false, by, [("reason", reason.Length > ReasonMax ? reason[..ReasonMax] : reason)], cancellationToken);

    public Task RemovedAsync(TenantId tenant, Actor actor, string by, BackupInfo file, string fault, CancellationToken cancellationToken) => WriteAsync(
        tenant, actor, "backup.removed", file.File, success: fault.Length == 0, by, [("kind", Word(file.Kind)), ("at", Text(file.At)), ("bytes", Text(file.Bytes)), .. fault.Length > 0 ? [("reason", fault)] : Array.Empty<(string, string)>()], cancellationToken);

    public Task RestoredAsync(TenantId tenant, string by, string file, BackupManifest manifest, ImmutableArray<(string Name, string Value)> details, CancellationToken cancellationToken) => WriteAsync(
        tenant, Actor.System(Environment.MachineName), "backup.restored", file, success: true, by,
        [("at", Text(manifest.At)), ("program", manifest.Program), ("schema", Text(manifest.Schema.LastOrDefault()?.Number ?? 0)), ("age-seconds", Text((long)(time.GetUtcNow() - manifest.At).TotalSeconds)), .. details], cancellationToken);

    private static string Word(BackupKind kind) => kind == BackupKind.Keys ? "keys" : "database";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private async Task WriteAsync(TenantId tenant, Actor actor, string action, string subject, bool success, string by, IEnumerable<(string Name, string Value)> details, CancellationToken cancellationToken)
    {
        var entry = new AuditEntry
        {
            At = time.GetUtcNow(),
            Actor = actor.AuditName,
            Origin = actor.Origin,
            Action = action,
            Subject = subject.Length > 0 ? "backup:" + subject : "backup",
            Success = success,
            Details = details.Append(("by", by.Length > 0 ? by : "server")).ToImmutableSortedDictionary(detail => detail.Item1, detail => detail.Item2, StringComparer.Ordinal),
        };
        await store.CommitAsync(new Commit { Tenant = tenant, AuditChain = Chain, Audit = [entry] }, cancellationToken);
    }
}
