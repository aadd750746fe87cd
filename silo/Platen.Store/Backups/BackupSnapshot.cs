using System.Collections.Immutable;
using Dapper;
using Npgsql;
using Platen.Domain.Backups;
using Platen.Grains.Abstractions.Nodes;

namespace Platen.Store.Backups;

/// <summary>One moment of the database, kept open for <c>pg_dump</c>, and what the manifest says of it. Its connection holds the lock by which there is one backup, or restore, at a time, whatever the number of servers.</summary>
internal sealed class BackupSnapshot : IAsyncDisposable
{
    /// <summary>How its connections are named.</summary>
    public const string ApplicationName = "platen-backup";

    // "PLBKP" and a little; another than those of commits, migrations and the active server
    private const long LockKey = 88306395017041;

    private readonly NpgsqlConnection _connection;

    private BackupSnapshot(NpgsqlConnection connection, string name, int major, BackupManifest manifest) => (_connection, Name, Major, Manifest) = (connection, name, major, manifest);

    /// <summary>The snapshot's name, for <c>pg_dump --snapshot</c>.</summary>
    public string Name { get; }

    /// <summary>PostgreSQL's major version.</summary>
    public int Major { get; }

    public BackupManifest Manifest { get; }

    /// <summary>Opens it; null: another backup is under way.</summary>
    public static async Task<BackupSnapshot?> OpenAsync(string connectionString, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = ApplicationName, Pooling = false, KeepAlive = 30, CommandTimeout = 60 }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            if (!await TryLockAsync(connection, cancellationToken))
            {
                await connection.DisposeAsync();
                return null;
            }

            await connection.ExecuteAsync(new CommandDefinition("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", cancellationToken: cancellationToken));
            var name = await connection.ExecuteScalarAsync<string>(new CommandDefinition("SELECT pg_export_snapshot()", cancellationToken: cancellationToken)) ?? "";
            return new BackupSnapshot(connection, name, connection.PostgreSqlVersion.Major, await DescribeAsync(connection, at, cancellationToken));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes the lock for a connection's life, if nobody has it.</summary>
    public static Task<bool> TryLockAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<bool>(new CommandDefinition("SELECT pg_try_advisory_lock(@LockKey)", new { LockKey }, cancellationToken: cancellationToken));

    /// <summary>The heads of all audit chains.</summary>
    public static async Task<ImmutableArray<BackupHead>> HeadsAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
    [
        .. await connection.QueryAsync<BackupHead>(new CommandDefinition("""SELECT tenant AS "Tenant", chain AS "Chain", position AS "Position", encode(hash, 'hex') AS "Hash" FROM platen.audit_heads ORDER BY tenant, chain""", cancellationToken: cancellationToken)),
    ];

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static async Task<BackupManifest> DescribeAsync(NpgsqlConnection connection, DateTimeOffset at, CancellationToken cancellationToken) => new()
    {
        Kind = BackupKind.Database,
        At = at,
        Program = ProductVersion.Current,
        Machine = Environment.MachineName,
        Postgres = connection.PostgreSqlVersion.Major,
        DatabaseBytes = await connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT pg_database_size(current_database())", cancellationToken: cancellationToken)),
        Schema =
        [
            .. await connection.QueryAsync<BackupStep>(new CommandDefinition("""SELECT number AS "Number", name AS "Name", checksum AS "Checksum", works_with AS "WorksWith" FROM platen.schema_migrations ORDER BY number""", cancellationToken: cancellationToken)),
        ],
        Heads = await HeadsAsync(connection, cancellationToken),
    };
}
