using Platen.Store.Migrations;

namespace Platen.Store.Tests.Migrations;

[Collection(StoreCollection.Name)]
public sealed class MigratorTests(StoreServer server)
{
    [Fact]
    public async Task Migrate_FromManyProcessesAtOnce_AppliesEachStepOnce()
    {
        // mutant: no advisory lock, and the second process fails on tables that exist
        var database = server.Postgres.ConnectionString(await server.Postgres.CreateDatabaseAsync());
        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => TestStore.StartAsync(database)));
        (await stores[0].SqlAsync<long>("SELECT count(*) FROM platen.schema_migrations")).ShouldBe(MigrationCatalog.All.Count);
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task Migrate_OfAMigratedDatabase_DoesNothing()
    {
        await using var store = await server.NewStoreAsync();
        (await store.Get<Migrator>().MigrateAsync(default)).ShouldBe(0);
    }

    [Fact]
    public async Task Migrate_WithAnEditedStep_IsRefusedByName()
    {
        // mutant: no checksum, and two installations of one version have different schemas
        await using var store = await server.NewStoreAsync();
        var edited = MigrationCatalog.All.Select(m => m.Number == 3 ? new Migration(3, m.Name, m.Sql + "-- edited") : m).ToList();
        var fault = await Should.ThrowAsync<MigrationException>(store.Get<Migrator>().MigrateAsync(edited, default));
        fault.Message.ShouldContain("0003_audit");
        fault.Message.ShouldContain("never be edited");
    }

    [Fact]
    public async Task Migrate_OfANewerDatabase_IsRefused()
    {
        await using var store = await server.NewStoreAsync();
        var older = MigrationCatalog.All.Take(Migration.FirstStated - 2).ToList();
        var fault = await Should.ThrowAsync<MigrationException>(store.Get<Migrator>().MigrateAsync(older, default));
        fault.Message.ShouldContain("newer Platen");
    }

    [Fact]
    public async Task Migrate_OfANewerDatabaseThatWorksWithThisProgram_GoesOn()
    {
        // N-1 beside N, and N-1 again on the way back; mutant: compare the numbers only, and a silo of N-1 that dies during an upgrade cannot start again
        await using var store = await server.NewStoreAsync();
        var known = MigrationCatalog.All.Count;
        List<Migration> newer = [.. MigrationCatalog.All, Step(known + 1, worksWith: known), Step(known + 2, worksWith: known)];
        (await store.Get<Migrator>().MigrateAsync(newer, default)).ShouldBe(2);
        (await store.Get<Migrator>().MigrateAsync(default)).ShouldBe(0);
        (await store.Get<Migrator>().MigrateAsync(newer, default)).ShouldBe(0);
    }

    [Fact]
    public async Task Migrate_OfANewerDatabaseThatWorksWithLaterProgramsOnly_IsRefused()
    {
        await using var store = await server.NewStoreAsync();
        var known = MigrationCatalog.All.Count;
        List<Migration> newer = [.. MigrationCatalog.All, Step(known + 1, worksWith: known), Step(known + 2, worksWith: known + 1)];
        await store.Get<Migrator>().MigrateAsync(newer, default);
        var fault = await Should.ThrowAsync<MigrationException>(store.Get<Migrator>().MigrateAsync(default));
        fault.Message.ShouldContain($"cannot work with step{known + 2}");
    }

    [Fact]
    public void EveryStep_SinceReleasesAreMade_SaysWithWhatItWorks() =>
        MigrationCatalog.All.Where(step => step.Number >= Migration.FirstStated && (step.WorksWith is not { } with || with >= step.Number)).Select(step => step.Name)
            .ShouldBeEmpty($"Begin the file with '{Migration.WorksWithHeader}NNNN', the newest step of the release before: its silos run beside yours during an upgrade.");

    [Fact]
    public async Task Migrate_WithAFailingStep_LeavesNothingOfIt()
    {
        await using var store = await server.NewStoreAsync();
        var next = MigrationCatalog.All.Count + 1;
        List<Migration> broken = [.. MigrationCatalog.All, new Migration(next, "broken", "CREATE TABLE platen.half (id int); SELECT 1/0;")];
        await Should.ThrowAsync<Npgsql.PostgresException>(store.Get<Migrator>().MigrateAsync(broken, default));
        (await store.SqlAsync<bool>("SELECT to_regclass('platen.half') IS NULL")).ShouldBeTrue();
        (await store.Get<Migrator>().MigrateAsync(default)).ShouldBe(0);
    }

    [Fact]
    public void Checksum_OfOtherLineEnds_IsTheSame() =>
        new Migration(1, "a", "SELECT 1;\r\nSELECT 2;").Checksum.ShouldBe(new Migration(1, "a", "SELECT 1;\nSELECT 2;").Checksum);

    private static Migration Step(int number, int worksWith) => new(number, $"step{number}", $"{Migration.WorksWithHeader}{worksWith:0000}\nSELECT 1;");

    [Fact]
    public async Task EveryTable_HasItsTenantFirstInEveryKeyAndIndex()
    {
        // TN02. Exceptions, each looked up by a secret hash, swept over all tenants, or of the server itself: named here
        await using var store = await server.NewStoreAsync();
        string[] exceptions = ["agents_enrolment_token", "schema_migrations_pkey", "server_epoch_pkey", "site_commands_answered", "web_sessions_pkey", "web_sessions_ends", "tokens_ends", "authorizations_ends", "tries_ends", "qr_logins_ends", "setup_tokens_token_sha256_key", "mails_due", "mails_at", "mail_links_ends"];
        var offenders = await store.SqlAsync<string[]>("""
            SELECT array_agg(i.relname::text) FROM pg_index x
            JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_namespace n ON n.oid = i.relnamespace
            LEFT JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[0]
            WHERE n.nspname = 'platen' AND a.attname <> 'tenant'
            """);
        (offenders ?? []).Except(exceptions).ShouldBeEmpty();
    }
}
