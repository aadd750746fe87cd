using System.Collections.Immutable;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Platen.Domain.Backups;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Store.Connections;
using Platen.Store.Hosting;
using Platen.Store.Json;

namespace Platen.Store.Backups;

/// <inheritdoc cref="IBackups"/>
internal sealed partial class Backups(
    StoreDatabase database, BackupFiles files, BackupAudit audit, BackupInstruments instruments, IOptions<BackupOptions> options, IOptions<StoreOptions> store, TimeProvider time, ILogger<Backups> log) : IBackups
{
    private const string Busy = "Another backup, or a restore, is under way on this database.";
    private const string Off = $"No backups are made: {BackupOptions.Section}:{nameof(BackupOptions.Folder)} is not set.";

    public BackupPlan? Plan { get; } = options.Value.Folder.Length == 0 ? null : PlanOf(options.Value, time.LocalTimeZone);

    public bool WithKeys => options.Value.PassphraseFile.Length > 0;

    private string KeysTo => options.Value.KeysTo.Length > 0 ? options.Value.KeysTo : options.Value.Folder;

    /// <summary>The plan that settings say.</summary>
    public static BackupPlan PlanOf(BackupOptions options, TimeZoneInfo local) => new()
    {
        Times = [.. (BackupOptionsValidator.ReadTimes(options.Times) ?? []).Select(time => time.ToTimeSpan())],
        Zone = options.TimeZone.Length > 0 ? options.TimeZone : local.Id,
        JitterMax = options.JitterMax,
        Seed = Environment.MachineName,
        Keep = options.Keep,
        KeepAtLeast = options.KeepAtLeast,
        KeepMax = options.KeepMax,
        LateAfter = options.LateAfter,
    };

    public async Task<BackupResult> MakeAsync(TenantId tenant, Actor actor, string by, CancellationToken cancellationToken)
    {
        if (Plan is null)
        {
            return new BackupResult(BackupCode.Off, Off);
        }

        using var limit = new CancellationTokenSource(options.Value.DurationMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        BackupResult result;
        try
        {
            result = await MakeAsync(Plan, tenant, actor, by, either.Token);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NpgsqlException or RecordStoreUnavailableException or InvalidDataException or OperationCanceledException)
        {
            result = new BackupResult(BackupCode.Failed, limit.IsCancellationRequested ? $"It was not done within {options.Value.DurationMax} and was given up." : fault.Message);
            LogFailed(result.Reason);
            await TellFailureAsync(tenant, actor, by, result.Reason);
        }

        instruments.OnRun(result);
        return result;
    }

    public async Task<ImmutableArray<BackupInfo>> ListAsync(CancellationToken cancellationToken)
    {
        if (Plan is null)
        {
            return [];
        }

        // files are opened one by one; not on the caller's turn
        var all = await Task.Run<ImmutableArray<BackupInfo>>(
            () =>
            [
                .. BackupFolder.List(options.Value.Folder, BackupKind.Database, BackupSecret.OfKeyFile(options.Value.KeyFile))
                    .Concat(BackupFolder.List(KeysTo, BackupKind.Keys, secret: null)).OrderByDescending(file => file.At).Take(BackupFolder.FilesMax),
            ],
            cancellationToken);
        if (all.FirstOrDefault(file => file is { Readable: true, Kind: BackupKind.Database }) is { } newest)
        {
            instruments.OnNewest(newest.At);
        }

        return all;
    }

    public async Task<BackupMemory> RememberAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var body = await database.ReadAsync(
            c => c.QueryFirstOrDefaultAsync<string>(new CommandDefinition("SELECT body::text FROM platen.backup_memory WHERE tenant = @Tenant", new { Tenant = tenant.Value }, cancellationToken: cancellationToken)), cancellationToken);
        return body is null ? new BackupMemory() : StoreJson.Read<BackupMemory>(body);
    }

    public Task KeepAsync(TenantId tenant, BackupMemory memory, CancellationToken cancellationToken) => database.RunAsync(
        database.Writer,
        c => c.ExecuteAsync(new CommandDefinition(
            "INSERT INTO platen.backup_memory (tenant, body) VALUES (@Tenant, @Body::jsonb) ON CONFLICT (tenant) DO UPDATE SET body = EXCLUDED.body",
            new { Tenant = tenant.Value, Body = JsonSerializer.Serialize(memory, StoreJson.Options) }, cancellationToken: cancellationToken)),
        cancellationToken);

    private async Task<BackupResult> MakeAsync(BackupPlan plan, TenantId tenant, Actor actor, string by, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var now = time.GetUtcNow();
        var secret = BackupSecret.OfKeyFile(options.Value.KeyFile);
        await using var snapshot = await BackupSnapshot.OpenAsync(store.Value.ConnectionString, now, cancellationToken);
        if (snapshot is null)
        {
            return new BackupResult(BackupCode.Busy, Busy);
        }

        Prepare(now);
        var (file, sha256) = await files.DumpAsync(store.Value.ConnectionString, snapshot, secret, cancellationToken);
        var took = time.GetElapsedTime(began);
        await audit.MadeAsync(tenant, actor, by, file, sha256, took, cancellationToken);
        LogMade(file.File, file.Bytes, took.TotalSeconds);
        await ArchiveKeysAsync(snapshot.Manifest, tenant, actor, by, cancellationToken);
        return new BackupResult(BackupCode.Made) { Made = file, Sha256 = sha256, Took = took, Removed = await RemoveOutdatedAsync(plan, tenant, actor, by, cancellationToken) };
    }

    private void Prepare(DateTimeOffset now)
    {
        foreach (var folder in new[] { options.Value.Folder, KeysTo }.Distinct(StringComparer.Ordinal))
        {
            BackupFolder.RemoveDrafts(folder, now - options.Value.DurationMax);
        }

        var free = new DriveInfo(options.Value.Folder).AvailableFreeSpace;
        if (free < options.Value.FreeBytesMin)
        {
            throw new IOException($"'{options.Value.Folder}' has {free} bytes free, less than {options.Value.FreeBytesMin}: make room, or set {BackupOptions.Section}:{nameof(BackupOptions.Folder)} to another disk.");
        }
    }

    private async Task ArchiveKeysAsync(BackupManifest of, TenantId tenant, Actor actor, string by, CancellationToken cancellationToken)
    {
        if (!WithKeys)
        {
            return;
        }

        var began = time.GetTimestamp();
        var secret = BackupSecret.OfPassphraseFile(options.Value.PassphraseFile);
        var manifest = new BackupManifest { Kind = BackupKind.Keys, At = of.At, Program = of.Program, Machine = of.Machine };
        var (file, sha256) = await files.ArchiveKeysAsync(KeysTo, secret, manifest, cancellationToken);
        await audit.MadeAsync(tenant, actor, by, file, sha256, time.GetElapsedTime(began), cancellationToken);
    }

    // only now, behind a new one that was read back whole
    private async Task<ImmutableArray<string>> RemoveOutdatedAsync(BackupPlan plan, TenantId tenant, Actor actor, string by, CancellationToken cancellationToken)
    {
        List<string> removed = [];
        foreach (var file in BackupRules.Outdated(plan, await ListAsync(cancellationToken), time.GetUtcNow()))
        {
            var fault = Remove(file);
            await audit.RemovedAsync(tenant, actor, by, file, fault, cancellationToken);
            if (fault.Length == 0)
            {
                removed.Add(file.File);
            }
        }

        return [.. removed];
    }

    private string Remove(BackupInfo file)
    {
        try
        {
            BackupFolder.Remove(file.Kind == BackupKind.Keys ? KeysTo : options.Value.Folder, file.File);
            return "";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            LogNotRemoved(file.File, fault.Message);
            return fault.Message;
        }
    }

    // also when the run itself was cancelled: that it did not come about is to be seen
    private async Task TellFailureAsync(TenantId tenant, Actor actor, string by, string reason)
    {
        try
        {
            await audit.FailedAsync(tenant, actor, by, reason, CancellationToken.None);
        }
        catch (RecordStoreUnavailableException fault)
        {
            LogNotTold(fault.Message);
        }
    }

    [LoggerMessage(1270, LogLevel.Information, "Backup {File} is made: {Bytes} bytes, {Seconds:0.0} s")]
    private partial void LogMade(string file, long bytes, double seconds);

    [LoggerMessage(1271, LogLevel.Error, "No backup could be made: {Reason}")]
    private partial void LogFailed(string reason);

    [LoggerMessage(1272, LogLevel.Warning, "The old backup {File} could not be removed: {Reason}")]
    private partial void LogNotRemoved(string file, string reason);

    [LoggerMessage(1273, LogLevel.Warning, "That a backup failed could not be written into the audit log: {Reason}")]
    private partial void LogNotTold(string reason);
}
