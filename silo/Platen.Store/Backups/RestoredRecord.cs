using System.Collections.Immutable;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using Platen.Domain.Audit;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Store.Accounting;
using Platen.Store.Audit;
using Platen.Store.Commits;
using Platen.Store.Connections;
using Platen.Store.Feed;
using Platen.Store.Hosting;
using Platen.Store.Keys;
using Platen.Store.Migrations;
using Platen.Store.Records;
using Platen.Store.Standby;

namespace Platen.Store.Backups;

/// <summary>A store on the fresh database, before it takes the place of the present one: brings its schema up, verifies its log, ends its logins, and writes that it was restored.</summary>
internal sealed class RestoredRecord : IAsyncDisposable
{
    // what was ended or used after the backup would be good again
    private const string EndLoginsSql = """
        DELETE FROM platen.setup_tokens;
        DELETE FROM platen.mail_links;
        DELETE FROM platen.qr_logins;
        """;

    // they may have been sent after the backup: somebody decides
    private const string ParkMailsSql = "UPDATE platen.mails SET state = 2, lease = NULL, reason = 'The record was restored from a backup: this mail may have been sent already.' WHERE state = 0";

    private readonly string _connectionString;
    private readonly StoreDatabase _database;
    private readonly CommitCombiner _commits;
    private readonly Migrator _migrator;
    private readonly AuditVerifier _verifier;
    private readonly BackupAudit _audit;

    // of a store's services those that are needed here; none is started: nothing sweeps, nothing is taken over
    public RestoredRecord(string connectionString, IAuditSigner signer, IMasterKey masterKey, TimeProvider time)
    {
        var options = Options.Create(new StoreOptions { ConnectionString = connectionString, CommandTimeout = TimeSpan.FromMinutes(10) });
        var epoch = new ServerEpoch();
        _connectionString = connectionString;
        _database = new StoreDatabase(options, epoch, time, NullLogger<StoreDatabase>.Instance);
        _commits = new CommitCombiner(_database, epoch, options, time, NullLogger<CommitCombiner>.Instance);
        _migrator = new Migrator(_database, NullLogger<Migrator>.Instance);
        var checkpoints = new AuditCheckpoints(_database, signer, time);
        _verifier = new AuditVerifier(new AuditChainReader(_database, checkpoints), checkpoints, new AuditComparison(_database, checkpoints), time);
        _audit = new BackupAudit(new RecordStore(_database, _commits, new LedgerPartitions(_database), new FeedReader(_database), new RawEventSeal(masterKey), time), time);
    }

    /// <summary>Brings the schema to this program's version, and counts what is there, so that the first queries are planned well.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await _migrator.MigrateAsync(cancellationToken);
        await using var connection = await ConnectAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("ANALYZE", commandTimeout: 0, commandType: System.Data.CommandType.Text, cancellationToken: cancellationToken));
    }

    public async Task<ImmutableArray<BackupHead>> HeadsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        return await BackupSnapshot.HeadsAsync(connection, cancellationToken);
    }

    /// <summary>Recomputes every chain.</summary>
    public async Task<ImmutableArray<AuditBreak>> VerifyAsync(IEnumerable<TenantId> tenants, CancellationToken cancellationToken)
    {
        List<AuditBreak> breaks = [];
        foreach (var tenant in tenants)
        {
            breaks.AddRange((await _verifier.VerifyAsync(tenant, [], progress: null, cancellationToken)).Breaks);
        }

        return [.. breaks];
    }

    /// <summary>Ends every login; and, unless they shall stay, every token of a program.</summary>
    /// <returns>Sessions and tokens that were ended.</returns>
    public async Task<(int Sessions, int Tokens)> EndLoginsAsync(bool keepTokens, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        Task<int> RunAsync(string sql) => connection.ExecuteAsync(new CommandDefinition(sql, transaction: transaction, commandTimeout: 0, cancellationToken: cancellationToken));
        var sessions = await RunAsync("DELETE FROM platen.web_sessions");
        await RunAsync(EndLoginsSql);
        await RunAsync(ParkMailsSql);
        var tokens = keepTokens ? 0 : await RunAsync("DELETE FROM platen.tokens") + await RunAsync("DELETE FROM platen.authorizations");
        await transaction.CommitAsync(cancellationToken);
        return (sessions, tokens);
    }

    /// <summary>Writes the first entry behind the backup's: that it was restored.</summary>
    public Task TellAsync(TenantId tenant, string by, string file, BackupManifest manifest, ImmutableArray<(string Name, string Value)> details, CancellationToken cancellationToken) =>
        _audit.RestoredAsync(tenant, by, file, manifest, details, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _commits.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
