using Dapper;
using Npgsql;

namespace Platen.Store.Standby;

/// <summary>
/// The one connection that holds the right to be the active server: a session lock of PostgreSQL, which goes with the connection. Not thread-safe; a fault leaves it closed, and the next call opens it anew.
/// </summary>
internal sealed class ServerLock : IAsyncDisposable
{
    /// <summary>The lock's number: "PLACT" and a little; another than the migrations' and the commits'.</summary>
    private const long Key = 88306412868951;
    private const int SecondsMax = 5;
    private const string Waiting = "platen-standby";
    private const string Active = "platen-active";

    private const string TerminateOthersSql = """
        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid() AND application_name IN ('platen-read', 'platen-write', 'platen-active')
        """;

    // who holds the lock, in pg_locks' two halves of its number
    private const string TerminateHolderSql = """
        SELECT count(pg_terminate_backend(pid)) FROM pg_locks
        WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND granted AND objsubid = 1
            AND classid = (@Key >> 32)::bigint::oid AND objid = (@Key & 4294967295)::bigint::oid AND pid <> pg_backend_pid()
        """;

    private readonly string _connectionString;
    private NpgsqlConnection? _connection;

    public ServerLock(string connectionString) => _connectionString = new NpgsqlConnectionStringBuilder(connectionString)
    {
        ApplicationName = Waiting,
        Pooling = false,
        Timeout = SecondsMax,
        CommandTimeout = SecondsMax,
        KeepAlive = SecondsMax,
    }.ConnectionString;

    /// <summary>Whether there is a connection; false: the next call is on a new one, which holds nothing.</summary>
    public bool IsOpen => _connection is { FullState: System.Data.ConnectionState.Open };

    /// <summary>Takes the lock if nobody has it.</summary>
    public async Task<bool> TryTakeAsync(CancellationToken cancellationToken) =>
        await ScalarAsync<bool>("SELECT pg_try_advisory_lock(@Key)", new { Key }, cancellationToken);

    /// <summary>Makes this server the active one: every connection of another is ended, and the number grows.</summary>
    /// <returns>The new number; 0: the database has no schema yet.</returns>
    public async Task<long> RaiseEpochAsync(string holder, CancellationToken cancellationToken)
    {
        var epoch = await ScalarAsync<bool>("SELECT to_regproc('platen.raise_epoch') IS NOT NULL", null, cancellationToken)
            ? await ScalarAsync<long>("SELECT platen.raise_epoch(@Holder)", new { Holder = holder }, cancellationToken)
            : 0;
        await ScalarAsync<long>(TerminateOthersSql, null, cancellationToken);
        await ScalarAsync<object>($"SET application_name = '{Active}'", null, cancellationToken);
        return epoch;
    }

    /// <summary>Says that this server lives.</summary>
    /// <returns>False: another one has taken over.</returns>
    public async Task<bool> BeatAsync(long epoch, CancellationToken cancellationToken) =>
        await ScalarAsync<long>("WITH beat AS (UPDATE platen.server_epoch SET beat_at = clock_timestamp() WHERE epoch = @Epoch RETURNING 1) SELECT count(*) FROM beat", new { Epoch = epoch }, cancellationToken) == 1;

    /// <summary>How long ago the active server said so, by the database's clock; null: it never did.</summary>
    public async Task<TimeSpan?> SilenceAsync(CancellationToken cancellationToken) => await ScalarAsync<bool>("SELECT to_regclass('platen.server_epoch') IS NOT NULL", null, cancellationToken)
        ? await ScalarAsync<TimeSpan?>("SELECT clock_timestamp() - beat_at FROM platen.server_epoch WHERE epoch > 0", null, cancellationToken)
        : null;

    /// <summary>Ends the connection of a server that holds the lock and says nothing any more.</summary>
    public async Task<bool> TerminateHolderAsync(CancellationToken cancellationToken) => await ScalarAsync<long>(TerminateHolderSql, new { Key }, cancellationToken) > 0;

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
            _connection = null;
        }
    }

    private async Task<T> ScalarAsync<T>(string sql, object? parameters, CancellationToken cancellationToken)
    {
        try
        {
            if (!IsOpen)
            {
                await DisposeAsync();
                _connection = new NpgsqlConnection(_connectionString);
                await _connection.OpenAsync(cancellationToken);
            }

            return (await _connection!.ExecuteScalarAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)))!;
        }
        catch
        {
            await DisposeAsync(); // its state is not known; the lock goes with it
            throw;
        }
    }
}
