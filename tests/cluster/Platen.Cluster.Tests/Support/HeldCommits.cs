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

    /// <summary>Waits until so many transactions of commits have come as far as they can.</summary>
    public Task AreWaitedForAsync(int transactions = 1) =>
        Eventually.HoldsAsync($"{transactions} transactions wait in the database", () => CountAsync($"SELECT count(*) {Waiting}"), waiting => waiting >= transactions);

    /// <summary>Ends the connection of the commit that has waited longest.</summary>
    public Task BreakFirstAsync() => CountAsync($"SELECT count(pg_terminate_backend(pid)) FROM (SELECT pid {Waiting} ORDER BY waitstart LIMIT 1) first");

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
