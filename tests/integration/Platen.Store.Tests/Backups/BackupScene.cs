using System.Collections.Immutable;
using Npgsql;
using Platen.Domain.Audit;
using Platen.Domain.Backups;
using Platen.Domain.Ports;
using Platen.Domain.Users;
using Platen.Store.Backups;
using Platen.TestKit.Audit;
using static Platen.Store.Tests.Sample;

namespace Platen.Store.Tests.Backups;

/// <summary>A record, a folder for its backups, and a folder with keys. The store is stopped for a restore, as a server is.</summary>
internal sealed class BackupScene : IAsyncDisposable
{
    private readonly StoreServer _server;
    private readonly TimeProvider _time;
    private readonly Action<BackupOptions>? _configure;
    private readonly TestAuditSigner _signer;
    private readonly string _home = Directory.CreateTempSubdirectory("platen-backup-").FullName;
    private TestStore? _store;

    private BackupScene(StoreServer server, TimeProvider time, Action<BackupOptions>? configure) => (_server, _time, _configure, _signer) = (server, time, configure, new TestAuditSigner(time.GetUtcNow()));

    public TestStore Store => _store ?? throw new InvalidOperationException("The store is stopped.");

    public string ConnectionString { get; private set; } = "";

    public string Folder => Path.Combine(_home, "backups");

    public string KeyFile => Path.Combine(_home, "backup.key");

    public string PassphraseFile => Path.Combine(_home, "passphrase");

    public string Keys => Path.Combine(_home, "keys");

    public IEnumerable<string> Files => Directory.GetFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public static async Task<BackupScene> OpenAsync(StoreServer server, TimeProvider? time = null, Action<BackupOptions>? configure = null)
    {
        var scene = new BackupScene(server, time ?? TimeProvider.System, configure);
        Directory.CreateDirectory(scene.Folder);
        Directory.CreateDirectory(scene.Keys);
        await File.WriteAllTextAsync(Path.Combine(scene.Keys, "master.key"), "the master key");
        await File.WriteAllTextAsync(Path.Combine(scene.Keys, "ca.pem"), "the CA");
        await File.WriteAllTextAsync(scene.PassphraseFile, "correct horse battery staple\n");
        BackupSecret.MakeKeyFile(scene.KeyFile);
        await using (var store = await server.NewStoreAsync())
        {
            scene.ConnectionString = store.ConnectionString;
        }

        await scene.StartAsync();
        await scene.Store.CommitAsync(Commit(NewTenant(), NewSite()) with { Audit = [Act("tenant.created")] });
        return scene;
    }

    public async Task StartAsync() => _store = await TestStore.StartAsync(ConnectionString, _time, signer: _signer, backups: Configure);

    public async Task StopAsync()
    {
        await Store.DisposeAsync();
        _store = null;
    }

    public Task<BackupResult> MakeAsync(string by = "root") => Store.Get<IBackups>().MakeAsync(Acme, Actor.System("test"), by, default);

    /// <summary>A backup that must come about; its path.</summary>
    public async Task<string> BackUpAsync()
    {
        var result = await MakeAsync();
        result.Code.ShouldBe(BackupCode.Made, result.Reason);
        return Path.Combine(Folder, result.Made!.File);
    }

    public Task WriteAsync(int jobs) => Task.WhenAll(Enumerable.Range(0, jobs).Select(i => Store.CommitAsync(Commit(New(Job($"Job {i}"))) with { Audit = [Act()] })));

    /// <summary>Restores with the store stopped, as the server's program does it.</summary>
    public async Task<RestoreResult> RestoreAsync(string file, bool replace = true, bool keepTokens = false, bool withAuditFaults = false, BackupOptions? options = null)
    {
        var chosen = options ?? new BackupOptions();
        if (options is null)
        {
            Configure(chosen);
        }

        var store = Microsoft.Extensions.Options.Options.Create(new Platen.Store.Hosting.StoreOptions { ConnectionString = ConnectionString });
        var restore = new DatabaseRestore(Microsoft.Extensions.Options.Options.Create(chosen), store, _signer, new TestMasterKey(7), _time);
        return await restore.RestoreAsync(new RestoreOrder { File = file, By = "root", Replace = replace, KeepTokens = keepTokens, WithAuditFaults = withAuditFaults }, new Progress<string>(), default);
    }

    /// <summary>A restore that must succeed.</summary>
    public async Task RestoredAsync(string file, bool replace = true, bool keepTokens = false, bool withAuditFaults = false)
    {
        var result = await RestoreAsync(file, replace, keepTokens, withAuditFaults);
        result.Done.ShouldBeTrue(string.Join('\n', result.Words));
    }

    public Task<AuditVerdict> VerifyAsync() => Store.Get<IAuditLog>().VerifyAsync(Acme, [], progress: null, default);

    public async Task<ImmutableArray<AuditEntry>> EntriesAsync() => [.. (await Store.Queries.ListAuditAsync(Acme, new(), default)).Items.Select(row => row.Entry)];

    public async Task<long> DatabasesAsync(string suffix)
    {
        var name = new NpgsqlConnectionStringBuilder(ConnectionString).Database;
        await using var connection = new NpgsqlConnection(_server.Postgres.ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM pg_database WHERE datname LIKE '{name}\\_{suffix}%'", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public void Configure(BackupOptions options)
    {
        (options.Folder, options.KeyFile, options.KeysFrom, options.JitterMax, options.FreeBytesMin) = (Folder, KeyFile, Keys, TimeSpan.Zero, 0);
        _configure?.Invoke(options);
    }

    public async ValueTask DisposeAsync()
    {
        await (_store?.DisposeAsync() ?? default);
        _signer.Dispose();
        Directory.Delete(_home, recursive: true);
    }
}
