using Npgsql;
using Platen.TestKit.Audit;
using Platen.TestKit.Postgres;

namespace Platen.Store.Tests;

/// <summary>One PostgreSQL for all tests that do not kill it, with a template database that is migrated once.</summary>
public sealed class StoreServer : IAsyncLifetime
{
    private const string Template = "migrated";

    public PrivatePostgres Postgres { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Postgres = await PrivatePostgres.StartAsync(new() { Fsync = false, ConnectionsMax = 300 });
        await Postgres.ExecuteAsync("postgres", $"CREATE DATABASE {Template}");
        await using var store = await TestStore.StartAsync(Postgres.ConnectionString(Template) + ";Pooling=false");
    }

    public Task DisposeAsync() => Postgres.DisposeAsync().AsTask();

    /// <summary>A store on a fresh, migrated database.</summary>
    internal async Task<TestStore> NewStoreAsync(TimeProvider? time = null, Action<Hosting.StoreOptions>? configure = null, TestAuditSigner? signer = null) =>
        await TestStore.StartAsync(Postgres.ConnectionString(await Postgres.CreateDatabaseAsync(Template)), time, configure, signer: signer);

    /// <summary>A copy of a database as it is now: a backup. Nobody may be using it.</summary>
    internal async Task<string> CopyAsync(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        await Postgres.ExecuteAsync("postgres", $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        return Postgres.ConnectionString(await Postgres.CreateDatabaseAsync(name));
    }
}
