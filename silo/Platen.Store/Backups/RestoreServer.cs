using System.Collections.Immutable;
using System.Globalization;
using Dapper;
using Npgsql;

namespace Platen.Store.Backups;

/// <summary>The PostgreSQL server that a backup is restored into, by a connection to a database beside the one of record. It makes the fresh database, and exchanges the two in one transaction.</summary>
internal sealed class RestoreServer : IAsyncDisposable
{
    private const int NameMax = 38;
    private const string FreshSuffix = "_restoring";

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlConnectionStringBuilder _record;

    private RestoreServer(NpgsqlConnection connection, NpgsqlConnectionStringBuilder record, bool exists) => (_connection, _record, Exists) = (connection, record, exists);

    /// <summary>Whether there is a database of record now.</summary>
    public bool Exists { get; }

    public int Major => _connection.PostgreSqlVersion.Major;

    /// <summary>How the fresh database is reached.</summary>
    public string FreshConnection => new NpgsqlConnectionStringBuilder(_record.ConnectionString) { Database = Fresh, CommandTimeout = 0 }.ConnectionString;

    private string Record => _record.Database!;

    private string Fresh => Record + FreshSuffix;

    /// <summary>Connects; null: another restore is under way on this server.</summary>
    /// <exception cref="InvalidDataException">The database's name is too long.</exception>
    public static async Task<RestoreServer?> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var record = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, ApplicationName = BackupSnapshot.ApplicationName };
        if (record.Database is not { Length: > 0 and <= NameMax })
        {
            throw new InvalidDataException($"The database's name '{record.Database}' must have 1 to {NameMax} characters to be restored: there is another one beside it meanwhile.");
        }

        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(record.ConnectionString) { Database = "postgres", CommandTimeout = 120 }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            if (!await BackupSnapshot.TryLockAsync(connection, cancellationToken))
            {
                await connection.DisposeAsync();
                return null;
            }

            var exists = await connection.ExecuteScalarAsync<bool>(new CommandDefinition("SELECT EXISTS (SELECT FROM pg_database WHERE datname = @Name)", new { Name = record.Database }, cancellationToken: cancellationToken));
            return new RestoreServer(connection, record, exists);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>A connection to the database of record.</summary>
    public async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(_record.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    /// <summary>Who is connected to the database of record: names of programs; empty: nobody.</summary>
    public async Task<ImmutableArray<string>> UsersAsync(CancellationToken cancellationToken) =>
    [
        .. await _connection.QueryAsync<string>(new CommandDefinition(
            "SELECT application_name || ' (' || count(*) || ')' FROM pg_stat_activity WHERE datname = @Record AND backend_type = 'client backend' GROUP BY application_name ORDER BY 1", new { Record }, cancellationToken: cancellationToken)),
    ];

    /// <summary>Makes the fresh database, with the locale of the present one. What a killed restore has left is thrown away.</summary>
    public async Task CreateFreshAsync(CancellationToken cancellationToken)
    {
        await DropFreshAsync(cancellationToken);
        var locale = await _connection.QueryFirstOrDefaultAsync<string>(new CommandDefinition(
            "SELECT ' LC_COLLATE ' || quote_literal(datcollate) || ' LC_CTYPE ' || quote_literal(datctype) FROM pg_database WHERE datname = @Record", new { Record }, cancellationToken: cancellationToken));
        await ExecuteAsync($"CREATE DATABASE {Quote(Fresh)} TEMPLATE template0 ENCODING 'UTF8'{locale}", cancellationToken);
    }

    public Task DropFreshAsync(CancellationToken cancellationToken) => ExecuteAsync($"DROP DATABASE IF EXISTS {Quote(Fresh)} WITH (FORCE)", cancellationToken);

    /// <summary>Puts the fresh database in the place of the present one, in one transaction.</summary>
    /// <param name="at">For the name under which the present one is kept.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>That name; empty: there was none.</returns>
    /// <exception cref="PostgresException">Somebody has connected to it meanwhile.</exception>
    public async Task<string> SwapAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        var before = Exists ? $"{Record}_before_{at.UtcDateTime.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture)}" : "";
        await using var transaction = await _connection.BeginTransactionAsync(cancellationToken);
        if (Exists)
        {
            await ExecuteAsync($"ALTER DATABASE {Quote(Record)} RENAME TO {Quote(before)}", cancellationToken);
        }

        await ExecuteAsync($"ALTER DATABASE {Quote(Fresh)} RENAME TO {Quote(Record)}", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return before;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken) => _connection.ExecuteAsync(new CommandDefinition(sql, cancellationToken: cancellationToken));
}
