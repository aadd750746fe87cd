using System.Collections.Immutable;
using System.Globalization;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Platen.Domain.Backups;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Store.Hosting;
using Platen.Store.Migrations;

namespace Platen.Store.Backups;

/// <summary>
/// Restores a backup (OP01): into a fresh database, which takes the place of the present one in one transaction when all of it was proven. Until then nothing is changed. The present one is kept under another name.
/// </summary>
public sealed class DatabaseRestore
{
    private const int FaultsTold = 10;
    private const string NotEmptySql = "SELECT to_regclass('platen.tenants') IS NOT NULL";

    // behind the heads of the backup: times are those of whoever acted, and tell less
    private const string UndoneSql = """
        SELECT e.action || ' ' || count(*) FROM platen.audit_entries e
        LEFT JOIN unnest(@Tenants, @Chains, @Positions) AS h (tenant, chain, position) ON h.tenant = e.tenant AND h.chain = e.chain
        WHERE e.position > COALESCE(h.position, 0) GROUP BY e.action ORDER BY count(*) DESC, e.action LIMIT 40
        """;

    private static readonly TimeSpan LeaveMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private readonly IOptions<BackupOptions> _options;
    private readonly IOptions<StoreOptions> _store;
    private readonly IAuditSigner _signer;
    private readonly IMasterKey _masterKey;
    private readonly TimeProvider _time;

    /// <summary>With the server's own settings and keys.</summary>
    public DatabaseRestore(IOptions<BackupOptions> options, IOptions<StoreOptions> store, IAuditSigner signer, IMasterKey masterKey, TimeProvider time) =>
        (_options, _store, _signer, _masterKey, _time) = (options, store, signer, masterKey, time);

    /// <summary>Restores.</summary>
    /// <param name="order">What, and what may be done for it.</param>
    /// <param name="progress">Is told each step.</param>
    /// <param name="cancellationToken">Gives up; nothing is changed then.</param>
    /// <exception cref="IOException">The file is not whole, or one of PostgreSQL's programs failed.</exception>
    public async Task<RestoreResult> RestoreAsync(RestoreOrder order, IProgress<string> progress, CancellationToken cancellationToken)
    {
        using var reader = BackupReader.Open(order.File, BackupSecret.OfKeyFile(_options.Value.KeyFile));
        if (Unfit(reader.Manifest) is { } unfit)
        {
            return unfit;
        }

        await using var server = await RestoreServer.OpenAsync(_store.Value.ConnectionString, cancellationToken);
        if (server is null)
        {
            return RestoreResult.Not("Another restore is under way on this PostgreSQL server.");
        }

        if (await RefusalAsync(server, order, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        progress.Report($"The backup of {BackupInspector.Time(reader.Manifest.At)}, made by {reader.Manifest.Program}, goes into a fresh database.");
        try
        {
            await server.CreateFreshAsync(cancellationToken);
            await FillAsync(server, reader, cancellationToken);
            return await TakeOverAsync(server, reader.Manifest, order, progress, cancellationToken);
        }
        catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ObjectInUse)
        {
            await server.DropFreshAsync(CancellationToken.None);
            return RestoreResult.Not(fault.SqlState == PostgresErrorCodes.ObjectInUse
                ? $"Somebody has connected to the database meanwhile ({fault.MessageText}): stop what uses it, and restore again."
                : $"The database's user may not make databases ({fault.MessageText}): ALTER ROLE … CREATEDB, or restore as another user.");
        }
        catch
        {
            await server.DropFreshAsync(CancellationToken.None);
            throw;
        }
    }

    private static RestoreResult? Unfit(BackupManifest manifest)
    {
        if (manifest.Kind != BackupKind.Database)
        {
            return RestoreResult.Not("This file holds keys, no database: 'Platen.Silo backup restore-keys FILE FOLDER' unpacks it.");
        }

        try
        {
            Migrator.Check(MigrationCatalog.All, [.. manifest.Schema.Select(step => new AppliedMigration(step.Number, step.Name, step.Checksum, step.WorksWith))]);
            return null;
        }
        catch (MigrationException fault)
        {
            return RestoreResult.Not($"The backup was made by {manifest.Program}, and does not fit this program. {fault.Message}");
        }
    }

    private async Task<RestoreResult?> RefusalAsync(RestoreServer server, RestoreOrder order, CancellationToken cancellationToken)
    {
        if (!server.Exists)
        {
            return null;
        }

        // connections of a server that was stopped just now take a moment to go
        var until = _time.GetUtcNow() + LeaveMax;
        var users = await server.UsersAsync(cancellationToken);
        while (!users.IsEmpty && _time.GetUtcNow() < until)
        {
            await Task.Delay(LookEvery, _time, cancellationToken);
            users = await server.UsersAsync(cancellationToken);
        }

        if (!users.IsEmpty)
        {
            return RestoreResult.Not($"The database is in use by {string.Join(", ", users)}: stop the server, and those that stand by, before you restore.");
        }

        await using var connection = await server.ConnectAsync(cancellationToken);
        return !order.Replace && await connection.ExecuteScalarAsync<bool>(new CommandDefinition(NotEmptySql, cancellationToken: cancellationToken))
            ? RestoreResult.Not("There are records in this database already. With --replace the backup takes their place; they are kept beside it under another name.")
            : null;
    }

    private async Task FillAsync(RestoreServer server, BackupReader reader, CancellationToken cancellationToken)
    {
        var tools = await PostgresTools.FindAsync(_options.Value.PostgresFolder, Math.Max(server.Major, reader.Manifest.Postgres), cancellationToken);
        var fresh = new NpgsqlConnectionStringBuilder(server.FreshConnection);
        await using var run = PostgresRun.Start(tools.Restore, ["--dbname=" + fresh.Database, "--exit-on-error", "--no-owner", "--no-privileges", "--no-password"], PostgresRun.EnvironmentOf(fresh), cancellationToken);
        var said = run.Output.CopyToAsync(Stream.Null, cancellationToken);
        await reader.CopyToAsync(new EndableStream(run.Input, () => run.HasEnded), cancellationToken);
        await run.Input.DisposeAsync();
        await said;
        await run.EndAsync(cancellationToken);
    }

    private async Task<RestoreResult> TakeOverAsync(RestoreServer server, BackupManifest manifest, RestoreOrder order, IProgress<string> progress, CancellationToken cancellationToken)
    {
        ImmutableArray<string> undone;
        await using (var record = new RestoredRecord(server.FreshConnection, _signer, _masterKey, _time))
        {
            progress.Report("It is all there. The schema is brought up, and the audit log is verified.");
            if (!(await record.HeadsAsync(cancellationToken)).SequenceEqual(manifest.Heads))
            {
                throw new BackupFileException($"The audit chains of '{order.File}' do not end as its manifest says.");
            }

            await record.PrepareAsync(cancellationToken);
            var tenants = manifest.Heads.Select(head => head.Tenant).Distinct(StringComparer.Ordinal).Select(TenantId.Parse).ToList();
            var faults = await record.VerifyAsync(tenants, cancellationToken);
            if (!faults.IsEmpty && !order.WithAuditFaults)
            {
                await server.DropFreshAsync(cancellationToken);
                return RestoreResult.Not(
                    [$"The audit log in this backup has {faults.Length} faults. --with-audit-faults restores it all the same; were the server's keys replaced, every checkpoint counts as forged.", .. faults.Take(FaultsTold).Select(fault => fault.Message)]);
            }

            undone = await TellAsync(server, record, manifest, order, tenants, faults.Length, cancellationToken);
        }

        var before = await server.SwapAsync(_time.GetUtcNow(), cancellationToken);
        return new RestoreResult(true, Words(manifest, order, before, undone));
    }

    private static async Task<ImmutableArray<string>> TellAsync(RestoreServer server, RestoredRecord record, BackupManifest manifest, RestoreOrder order, List<TenantId> tenants, int faults, CancellationToken cancellationToken)
    {
        var (sessions, tokens) = await record.EndLoginsAsync(order.KeepTokens, cancellationToken);
        var (undone, heads) = await ReplacedAsync(server, manifest, cancellationToken);
        foreach (var tenant in tenants)
        {
            long Entries(ImmutableArray<BackupHead> of) => of.Where(head => head.Tenant == tenant.Value).Sum(head => head.Position);
            ImmutableArray<(string, string)> details =
            [
                ("sessions-ended", Text(sessions)), ("tokens-ended", Text(tokens)), ("audit-faults", Text(faults)),
                .. heads.IsEmpty ? [] : new[] { ("entries-lost", Text(Math.Max(0, Entries(heads) - Entries(manifest.Heads)))) },
            ];
            await record.TellAsync(tenant, order.By, Path.GetFileName(order.File), manifest, details, cancellationToken);
        }

        return undone;
    }

    // What the record that is replaced has and the backup has not. It may be damaged, which may be why somebody restores.
    private static async Task<(ImmutableArray<string> Undone, ImmutableArray<BackupHead> Heads)> ReplacedAsync(RestoreServer server, BackupManifest manifest, CancellationToken cancellationToken)
    {
        if (!server.Exists)
        {
            return ([], []);
        }

        try
        {
            await using var connection = await server.ConnectAsync(cancellationToken);
            if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(NotEmptySql, cancellationToken: cancellationToken)))
            {
                return ([], []);
            }

            var undone = await connection.QueryAsync<string>(new CommandDefinition(UndoneSql, new { Tenants = manifest.Heads.Select(head => head.Tenant).ToArray(), Chains = manifest.Heads.Select(head => head.Chain).ToArray(), Positions = manifest.Heads.Select(head => head.Position).ToArray() }, commandTimeout: 0, cancellationToken: cancellationToken));
            return ([.. undone], await BackupSnapshot.HeadsAsync(connection, cancellationToken));
        }
        catch (NpgsqlException fault)
        {
            return ([$"The record that was there cannot be read ({fault.Message}): what it had beyond the backup is not known."], []);
        }
    }

    private static ImmutableArray<string> Words(BackupManifest manifest, RestoreOrder order, string before, ImmutableArray<string> undone)
    {
        List<string> words = [$"Restored: the record is that of {BackupInspector.Time(manifest.At)}. Everybody has to log in again{(order.KeepTokens ? "" : ", and programs need new tokens")}."];
        if (!undone.IsEmpty)
        {
            words.Add("Acts of after the backup, by kind, are undone; look at those that took something away from somebody (users, cards, roles, agents, tokens): " + string.Join(", ", undone));
        }

        if (before.Length > 0)
        {
            words.Add($"The record of before is kept as the database '{before}'. When you need it no more: DROP DATABASE \"{before}\"");
        }

        words.Add("Start the server. Agents send again what they still have; Console → Sites shows those that wait for you, Console → Audit whether a restore is to be accepted.");
        return [.. words];
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
