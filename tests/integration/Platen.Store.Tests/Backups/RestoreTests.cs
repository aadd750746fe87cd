using Platen.Domain.Audit;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Store.Backups;
using static Platen.Store.Tests.Sample;

namespace Platen.Store.Tests.Backups;

/// <summary>OP01 and LG02: a backup put back on a real PostgreSQL, and everything that must not pass for one.</summary>
[Collection(StoreCollection.Name)]
public sealed class RestoreTests(StoreServer server)
{
    [Fact]
    public async Task Restore_GivesTheRecordAsItWas_AndSaysSoInItsLogFirst()
    {
        await using var scene = await BackupScene.OpenAsync(server);
        var kept = Job("kept");
        await scene.Store.CommitAsync(Commit(New(kept)) with { Audit = [Act()], Ledger = [Ledger(job: kept.Id)] });
        await scene.Store.Get<IAuditLog>().SealAsync(Acme, [], default);
        var file = await scene.BackUpAsync();
        var lost = Job("lost");
        await scene.Store.CommitAsync(Commit(New(lost), Change(kept with { Version = 1, State = JobState.Canceled })) with { Audit = [Act("user.disabled"), Act("card.removed"), Act("user.disabled")] });
        await scene.StopAsync();

        var result = await scene.RestoreAsync(file);

        result.Done.ShouldBeTrue(string.Join('\n', result.Words));
        result.Words.ShouldContain(word => word.Contains("user.disabled 2", StringComparison.Ordinal) && word.Contains("card.removed 1", StringComparison.Ordinal));
        await scene.StartAsync();
        (await scene.Store.Records.FindJobAsync(Acme, kept.Id, default))!.State.ShouldBe(JobState.PendingHeld);
        (await scene.Store.Records.FindJobAsync(Acme, lost.Id, default)).ShouldBeNull();
        (await scene.Store.SqlAsync<long>("SELECT count(*) FROM platen.ledger")).ShouldBe(1);
        var entries = await scene.EntriesAsync();
        entries.Length.ShouldBe(3, "the two of then, and the one of the restore");
        var restored = entries[0];
        (restored.Action, restored.Subject, restored.Success, restored.Actor).ShouldBe(("backup.restored", "backup:" + Path.GetFileName(file), true, "system"));
        (restored.Details["by"], restored.Details["entries-lost"], restored.Details["audit-faults"]).ShouldBe(("root", "4", "0"));
        restored.Details.Keys.ShouldBe(["age-seconds", "at", "audit-faults", "by", "entries-lost", "program", "schema", "sessions-ended", "tokens-ended"], ignoreOrder: true);
        (await scene.VerifyAsync()).ShouldSatisfyAllConditions(verdict => verdict.Whole.ShouldBeTrue(), verdict => verdict.Entries.ShouldBe(3), verdict => verdict.Checkpoints.ShouldBe(1));
        (await scene.DatabasesAsync("before")).ShouldBe(1, "what was replaced is kept beside");
        (await scene.DatabasesAsync("restoring")).ShouldBe(0);

        // and it goes on: new records, a next backup, and that one restored
        await scene.WriteAsync(3);
        var next = await scene.BackUpAsync();
        await scene.StopAsync();
        await scene.RestoredAsync(next);
        await scene.StartAsync();
        (await scene.VerifyAsync()).Whole.ShouldBeTrue();
    }

    // mutant: keep the sessions. Who was logged out, or shut out, after the backup would be in again
    [Fact]
    public async Task Restore_EndsLoginsAndTokens_AndParksMailsThatMayHaveBeenSent()
    {
        await using var scene = await BackupScene.OpenAsync(server);
        await scene.Store.SqlAsync<int>("""
            INSERT INTO platen.web_sessions (token_sha256, tenant, user_id, started_at, last_seen, ends_at) VALUES ('\x01', 'acme', gen_random_uuid(), now(), now(), now() + interval '1 day');
            INSERT INTO platen.setup_tokens VALUES ('acme', '\x02', now() + interval '1 day');
            INSERT INTO platen.mail_links VALUES ('acme', 'x', 1, 'y', now() + interval '1 day', '{}');
            INSERT INTO platen.mails (tenant, id, purpose, content, at, due_at, ends_at) VALUES ('acme', gen_random_uuid(), 1, '\x03', now(), now(), now() + interval '1 day');
            INSERT INTO platen.tokens (tenant, token_sha256, kind, family, client, name, scopes, certificate, context, issued_at, ends_at) VALUES ('acme', '\x04', 1, gen_random_uuid(), '', 'script', '{}', '', '', now(), now() + interval '1 day');
            """);
        var file = await scene.BackUpAsync();
        await scene.StopAsync();

        await scene.RestoredAsync(file, keepTokens: true);
        await scene.StartAsync();
        (await scene.Store.SqlAsync<long>("SELECT (SELECT count(*) FROM platen.web_sessions) + (SELECT count(*) FROM platen.setup_tokens) + (SELECT count(*) FROM platen.mail_links)")).ShouldBe(0);
        (await scene.Store.SqlAsync<long>("SELECT count(*) FROM platen.tokens")).ShouldBe(1);
        (await scene.Store.SqlAsync<short>("SELECT state FROM platen.mails")).ShouldBe((short)2);
        await scene.StopAsync();

        await scene.RestoredAsync(file);
        await scene.StartAsync();
        (await scene.Store.SqlAsync<long>("SELECT count(*) FROM platen.tokens")).ShouldBe(0);
        (await scene.EntriesAsync())[0].Details["tokens-ended"].ShouldBe("1");
    }

    [Fact]
    public async Task Restore_OverRecordsOrBesideAServer_IsRefused()
    {
        await using var scene = await BackupScene.OpenAsync(server);
        var file = await scene.BackUpAsync();
        (await scene.RestoreAsync(file)).ShouldSatisfyAllConditions(r => r.Done.ShouldBeFalse(), r => r.Words[0].ShouldContain("is in use by platen-"));
        await scene.StopAsync();
        (await scene.RestoreAsync(file, replace: false)).ShouldSatisfyAllConditions(r => r.Done.ShouldBeFalse(), r => r.Words[0].ShouldContain("--replace"));
        (await scene.DatabasesAsync("restoring")).ShouldBe(0);
        await scene.StartAsync();
        (await scene.EntriesAsync())[0].Action.ShouldBe("backup.made", "nothing has changed");
    }

    [Fact]
    public async Task Restore_IntoAServerWithoutTheDatabase_MakesIt()
    {
        await using var scene = await BackupScene.OpenAsync(server);
        await scene.WriteAsync(3);
        var file = await scene.BackUpAsync();
        await scene.StopAsync();
        await server.Postgres.DropDatabaseAsync(new Npgsql.NpgsqlConnectionStringBuilder(scene.ConnectionString).Database!);

        await scene.RestoredAsync(file, replace: false);
        await scene.StartAsync();
        (await scene.Store.SqlAsync<long>("SELECT count(*) FROM platen.jobs")).ShouldBe(3);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("flipped")]
    [InlineData("foreign")]
    public async Task Restore_OfWhatIsNotWhole_ChangesNothing(string how)
    {
        await using var scene = await BackupScene.OpenAsync(server);
        await scene.WriteAsync(200);
        var file = await scene.BackUpAsync();
        await scene.StopAsync();
        var options = new BackupOptions();
        scene.Configure(options);
        var bytes = await File.ReadAllBytesAsync(file);
        switch (how)
        {
            case "cut":
                await File.WriteAllBytesAsync(file, bytes[..(bytes.Length / 2)]);
                break;
            case "flipped":
                bytes[bytes.Length / 2] ^= 1;
                await File.WriteAllBytesAsync(file, bytes);
                break;
            default:
                options.KeyFile = Path.Combine(scene.Keys, "other.key");
                BackupSecret.MakeKeyFile(options.KeyFile);
                break;
        }

        var fault = await Should.ThrowAsync<BackupFileException>(() => scene.RestoreAsync(file, options: options));

        fault.Message.ShouldContain(how switch { "cut" => "is cut off", "flipped" => "is damaged at byte", _ => "another key" });
        (await scene.DatabasesAsync("restoring") + await scene.DatabasesAsync("before")).ShouldBe(0);
        await scene.StartAsync();
        (await scene.Store.SqlAsync<long>("SELECT count(*) FROM platen.jobs")).ShouldBe(200);
    }

    [Fact]
    public async Task Restore_OfANewerSchema_IsRefused_UnlessThatSaysThatItMay()
    {
        await using var scene = await BackupScene.OpenAsync(server);
        var known = Platen.Store.Migrations.MigrationCatalog.All.Count;
        await scene.Store.SqlAsync<int>($"INSERT INTO platen.schema_migrations (number, name, checksum) VALUES ({known + 1}, 'next', 'x')");
        var newer = await scene.BackUpAsync();
        await scene.Store.SqlAsync<int>($"UPDATE platen.schema_migrations SET works_with = {known} WHERE number = {known + 1}");
        var bearable = await scene.BackUpAsync();
        await scene.StopAsync();

        (await scene.RestoreAsync(newer)).ShouldSatisfyAllConditions(r => r.Done.ShouldBeFalse(), r => r.Words[0].ShouldContain("does not fit this program"));
        await scene.RestoredAsync(bearable);
    }

    // mutant: not verified. A manipulated record would come back as good
    [Fact]
    public async Task Restore_OfALogThatWasTamperedWith_NamesTheFaults_AndNeedsAWord()
    {
        await using var scene = await BackupScene.OpenAsync(server);
        await scene.WriteAsync(5);
        await scene.Store.SqlAsync<int>("UPDATE platen.audit_entries SET subject = 'job:0' WHERE position = 3");
        var file = await scene.BackUpAsync();
        await scene.StopAsync();

        var refused = await scene.RestoreAsync(file);
        refused.Done.ShouldBeFalse();
        refused.Words.ShouldContain(word => word.Contains("the content of entry 3 is not what was hashed", StringComparison.Ordinal));
        await scene.RestoredAsync(file, withAuditFaults: true);
        await scene.StartAsync();
        (await scene.EntriesAsync())[0].Details["audit-faults"].ShouldBe("1");
        (await scene.VerifyAsync()).Breaks.ShouldHaveSingleItem().Kind.ShouldBe(AuditBreakKind.Edited);
    }
}
