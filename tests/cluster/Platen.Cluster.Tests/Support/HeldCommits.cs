using Npgsql;

namespace Platen.Cluster.Tests.Support;

/// <summary>Holds up the commits of facts in PostgreSQL, and only them: reads go on. So a test can do something exactly between a decision and its commit.</summary>
internal sealed class HeldCommits : IAsyncDisposable
{
    private const string Waiting = "FROM pg_locks WHERE relation = 'platen.agents'::regclass AND NOT granted";

    private readonly NpgsqlConnection _connection;
    private readonly string _database;

    private HeldCommits(NpgsqlConnection connection, string database) => (_connection, _database) = (connection, database);

    public static async Task<HeldCommits> StartAsync(string database)
    {
        var held = new HeldCommits(new NpgsqlConnection(database + ";Pooling=false"), database);
        await held._connection.OpenAsync();
        // every fact's commit writes its agent's row; EXCLUSIVE lets readers pass
        await using var command = new NpgsqlCommand("BEGIN; LOCK TABLE platen.agents IN EXCLUSIVE MODE", held._connection);
        await command.ExecuteNonQueryAsync();
        return held;
    }

    /// <summary>Waits until a commit has come as far as it can.</summary>
    public Task AreWaitedForAsync() => Eventually.HoldsAsync("a commit waits in the database", () => CountAsync($"SELECT count(*) {Waiting}"), static waiting => waiting > 0);

    /// <summary>Waits until another one stands behind it: a tenant's commits wait for each other.</summary>
    public Task AreQueuedForAsync() => Eventually.HoldsAsync("two commits wait in the database", () => CountAsync("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted"), static waiting => waiting > 1);

    /// <summary>Ends the connection of the first one.</summary>
    public Task BreakFirstAsync() => CountAsync($"SELECT count(pg_terminate_backend(pid)) {Waiting}");

    /// <summary>Ends the connections of the commits that wait, again and again, because the store tries again.</summary>
    public Task BreakUntilAsync(Task isOver) => Eventually.HoldsAsync(
        "the store gives up a commit whose connection is lost each time",
        async () => (await CountAsync($"SELECT count(pg_terminate_backend(pid)) {Waiting}"), IsOver: isOver.IsCompleted),
        static state => state.IsOver);

    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
