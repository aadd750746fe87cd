using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Platen.Domain.Ports;
using Platen.Store.Backups;
using Platen.Store.Feed;
using Platen.Store.Hosting;
using Platen.TestKit.Audit;

namespace Platen.Store.Tests;

/// <summary>A store as a silo has it: its services, started.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _connectionString;

    private TestStore(ServiceProvider services, string connectionString) => (_services, _connectionString) = (services, connectionString);

    public IRecordStore Records => Get<IRecordStore>();

    public IRecordQueries Queries => Get<IRecordQueries>();

    public string ConnectionString => _connectionString;

    public static async Task<TestStore> StartAsync(string connectionString, TimeProvider? time = null, Action<StoreOptions>? configure = null, byte masterKey = 7, TestAuditSigner? signer = null, Action<BackupOptions>? backups = null)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(time ?? TimeProvider.System).AddSingleton<IMasterKey>(new TestMasterKey(masterKey)).AddSingleton<IAuditSigner>(signer ?? new TestAuditSigner((time ?? TimeProvider.System).GetUtcNow()));
        services.AddPlatenStore(o =>
        {
            o.ConnectionString = connectionString;
            configure?.Invoke(o);
        });
        services.Configure<BackupOptions>(o => backups?.Invoke(o));
        var store = new TestStore(services.BuildServiceProvider(), connectionString);
        foreach (var hosted in store._services.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
        {
            await hosted.StartingAsync(CancellationToken.None);
        }

        return store;
    }

    /// <summary>Starts the listener, which only feed tests need.</summary>
    public async Task ListenAsync() => await Get<FeedListener>().StartAsync(CancellationToken.None);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<CommitResult> CommitAsync(Commit commit) => Records.CommitAsync(commit, CancellationToken.None);

    /// <summary>SQL beside the store, as somebody with the database's password could run it.</summary>
    public async Task<T?> SqlAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(_connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    public async ValueTask DisposeAsync()
    {
        await Get<FeedListener>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        await using var connection = new NpgsqlConnection(_connectionString);
        NpgsqlConnection.ClearPool(connection);
    }
}
