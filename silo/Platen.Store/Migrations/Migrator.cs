using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platen.Store.Connections;

namespace Platen.Store.Migrations;

/// <summary>
/// Brings the schema to this program's version, forward only. An advisory lock lets any number of processes start at once: one migrates, the others wait and find nothing to do.
/// Each step is one transaction together with its line in <c>platen.schema_migrations</c>. A step says with which older programs it works, so that these may start while a cluster is upgraded, and again when it goes back.
/// </summary>
internal sealed partial class Migrator(StoreDatabase database, ILogger<Migrator> log)
{
    // "PLATEN" as a number: one lock for the whole database
    private const long LockKey = 0x504C_4154_454E;

    private const string Bootstrap = """
        CREATE SCHEMA IF NOT EXISTS platen;
        CREATE TABLE IF NOT EXISTS platen.schema_migrations (
            number     integer     PRIMARY KEY,
            name       text        NOT NULL,
            checksum   text        NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now()
        );
        ALTER TABLE platen.schema_migrations ADD COLUMN IF NOT EXISTS works_with integer;
        """;

    /// <summary>Applies what is missing, and says how many steps that were.</summary>
    /// <exception cref="MigrationException">An applied migration was edited, or the database is newer than this program.</exception>
    public Task<int> MigrateAsync(CancellationToken cancellationToken) => MigrateAsync(MigrationCatalog.All, cancellationToken);

    internal async Task<int> MigrateAsync(IReadOnlyList<Migration> migrations, CancellationToken cancellationToken)
    {
        await using var connection = await database.Writer.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync("SELECT pg_advisory_lock(@LockKey)", new { LockKey }, commandTimeout: 0);
        try
        {
            await connection.ExecuteAsync(Bootstrap);
            var applied = (await connection.QueryAsync<AppliedMigration>("SELECT number, name, checksum, works_with AS WorksWith FROM platen.schema_migrations ORDER BY number")).ToList();
            Check(migrations, applied);
            if (applied.Count > migrations.Count)
            {
                LogNewer(applied[^1].Name, migrations[^1].Name);
                return 0;
            }

            foreach (var migration in migrations.Skip(applied.Count))
            {
                await ApplyAsync(connection, migration, cancellationToken);
            }

            return migrations.Count - applied.Count;
        }
        finally
        {
            await connection.ExecuteAsync("SELECT pg_advisory_unlock(@LockKey)", new { LockKey });
        }
    }

    /// <summary>Refuses a schema that this program must not work on.</summary>
    /// <exception cref="MigrationException">It is edited, or newer than this program knows and does not say that it may.</exception>
    internal static void Check(IReadOnlyList<Migration> migrations, List<AppliedMigration> applied)
    {
        if (applied.Skip(migrations.Count).FirstOrDefault(step => !(step.WorksWith <= migrations.Count)) is { } unknown)
        {
            throw new MigrationException($"The database is at schema {applied[^1].Name}; this program's newest is {migrations[^1].Name}, and it cannot work with {unknown.Name}. "
                + "A newer Platen has used this database. Start that version, or restore the backup from before the upgrade.");
        }

        foreach (var (built, found) in migrations.Zip(applied))
        {
            if (built.Number != found.Number || built.Checksum != found.Checksum)
            {
                throw new MigrationException($"Migration {found.Name} was applied to this database with the checksum {found.Checksum}, but this program's {built.Name} has {built.Checksum}. "
                    + "An applied migration must never be edited: put the old text back and write the change as a new migration.");
            }
        }
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(migration.Sql, transaction: transaction, commandTimeout: 0);
        await connection.ExecuteAsync(
            "INSERT INTO platen.schema_migrations (number, name, checksum, works_with) VALUES (@Number, @Name, @Checksum, @WorksWith)",
            new { migration.Number, migration.Name, migration.Checksum, migration.WorksWith },
            transaction);
        await transaction.CommitAsync(cancellationToken);
        LogApplied(migration.Name);
    }

    [LoggerMessage(1221, LogLevel.Warning, "The database is at schema {Newest}, which says that this older program ({Own}) may work with it")]
    private partial void LogNewer(string newest, string own);

    [LoggerMessage(1220, LogLevel.Information, "Applied migration {Name}")]
    private partial void LogApplied(string name);
}
