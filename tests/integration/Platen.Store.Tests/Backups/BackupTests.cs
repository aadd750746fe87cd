using System.Globalization;
using Platen.Domain.Backups;
using Platen.Domain.Ports;
using Platen.Store.Backups;
using Platen.TestKit.Time;
using static Platen.Store.Tests.Sample;

namespace Platen.Store.Tests.Backups;

/// <summary>OP01 and LG02 on a real PostgreSQL: making, proving, keeping and removing backups.</summary>
[Collection(StoreCollection.Name)]
public sealed class BackupTests(StoreServer server)
{
    [Fact]
    public async Task Backup_IsAFileOfItsOwner_AndAnEntryWithSizeHashTimeAndWho()
    {
        await using var scene = await BackupScene.OpenAsync(server);
        await scene.WriteAsync(20);
        var result = await scene.MakeAsync();

        result.Code.ShouldBe(BackupCode.Made, result.Reason);
        var path = Path.Combine(scene.Folder, result.Made!.File);
        scene.Files.ShouldBe([result.Made.File]);
        File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(path)));
        var entry = (await scene.EntriesAsync())[0];
        (entry.Action, entry.Subject, entry.Success).ShouldBe(("backup.made", "backup:" + result.Made.File, true));
        (entry.Details["sha256"], entry.Details["bytes"], entry.Details["by"], entry.Details["kind"]).ShouldBe((sha256, new FileInfo(path).Length.ToString(CultureInfo.InvariantCulture), "root", "database"));
        entry.Details.ShouldContainKey("seconds");

        var listed = (await scene.Store.Get<IBackups>().ListAsync(default)).ShouldHaveSingleItem();
        (listed.Readable, listed.SchemaStep, listed.Bytes).ShouldBe((true, Platen.Store.Migrations.MigrationCatalog.All.Count, new FileInfo(path).Length));
        (await scene.Store.Get<BackupInspector>().VerifyAsync(path, default)).ShouldContain(line => line.StartsWith("audit chain acme/console: 21 entries", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_GoIntoAFileOfTheirOwn_UnderThePassphrase()
    {
        BackupScene scene = null!;
        await using var _ = scene = await BackupScene.OpenAsync(server, configure: options => options.PassphraseFile = Path.Combine(Path.GetDirectoryName(options.KeyFile)!, "passphrase"));
        var database = await scene.BackUpAsync();

        var keys = Path.Combine(scene.Folder, scene.Files.Single(file => file.EndsWith(".keys", StringComparison.Ordinal)));
        (await File.ReadAllBytesAsync(keys)).AsSpan().IndexOf("the master key"u8).ShouldBe(-1);
        (await File.ReadAllBytesAsync(database)).AsSpan().IndexOf("the master key"u8).ShouldBe(-1);
        var inspector = scene.Store.Get<BackupInspector>();
        (await inspector.VerifyAsync(keys, default)).ShouldHaveSingleItem().ShouldStartWith("whole: the server's keys");
        var target = Path.Combine(scene.Folder, "put-back");
        (await inspector.UnpackKeysAsync(keys, target, default)).ShouldBe(["ca.pem", "master.key"]);
        (await File.ReadAllTextAsync(Path.Combine(target, "master.key"))).ShouldBe("the master key");
        File.GetUnixFileMode(Path.Combine(target, "master.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await Should.ThrowAsync<IOException>(() => inspector.UnpackKeysAsync(keys, target, default))).Message.ShouldContain("is not empty");
        (await scene.EntriesAsync()).Count(entry => entry.Action == "backup.made").ShouldBe(2);
    }

    // mutant: no lock. Two servers whose clocks agree would both dump, each time
    [Fact]
    public async Task Backup_WhileAnotherIsUnderWay_IsRefused()
    {
        await using var scene = await BackupScene.OpenAsync(server);
        await using (await BackupSnapshot.OpenAsync(scene.ConnectionString, Now, default))
        {
            (await scene.MakeAsync()).Code.ShouldBe(BackupCode.Busy);
            scene.Files.ShouldBeEmpty();
        }

        (await scene.MakeAsync()).Code.ShouldBe(BackupCode.Made);
    }

    // a program that fails in the middle, as pg_dump does when its connection breaks; mutant: publish before its exit status is known
    [Fact]
    public async Task Backup_ThatFailsInTheMiddle_LeavesNothing_AndSaysWhy()
    {
        await using var scene = await BackupScene.OpenAsync(server);
        var before = await scene.BackUpAsync();
        var tools = Path.Combine(scene.Keys, "tools");
        FakeTools(tools, dump: "head -c 300000 /dev/urandom; echo 'pg_dump: error: connection lost' >&2; exit 1");
        await scene.StopAsync();
        await using var broken = await OpenAsync(scene, options => options.PostgresFolder = tools);

        var result = await broken.Get<IBackups>().MakeAsync(Acme, Domain.Users.Actor.System("schedule"), "", default);

        (result.Code, result.Reason).ShouldBe((BackupCode.Failed, "pg_dump failed with 1: pg_dump: error: connection lost"));
        scene.Files.ShouldBe([Path.GetFileName(before)]);
        var entry = (await broken.Queries.ListAuditAsync(Acme, new(), default)).Items[0].Entry;
        (entry.Action, entry.Success, entry.Details["by"]).ShouldBe(("backup.failed", false, "server"));
        entry.Details["reason"].ShouldContain("connection lost");
    }

    // mutant: no limit. A database that answers no more would hold its lock, and every later backup, for ever
    [Fact]
    public async Task Backup_ThatTakesTooLong_IsGivenUp()
    {
        var clock = new ManualTimeProvider(Now);
        await using var scene = await BackupScene.OpenAsync(server, clock);
        var tools = Path.Combine(scene.Keys, "tools");
        FakeTools(tools, dump: "head -c 200000 /dev/zero; exec tail -f /dev/null");
        await scene.StopAsync();
        await using var broken = await OpenAsync(scene, options => options.PostgresFolder = tools, clock);
        var making = broken.Get<IBackups>().MakeAsync(Acme, Domain.Users.Actor.System("schedule"), "", default);
        using (var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30)))
        {
            while (!Directory.GetFiles(scene.Folder).Any(path => new FileInfo(path).Length > 65_536))
            {
                limit.Token.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }

        clock.Advance(TimeSpan.FromHours(4));

        (await making.WaitAsync(TimeSpan.FromSeconds(30))).Reason.ShouldContain("not done within 04:00:00");
        scene.Files.ShouldBeEmpty();
    }

    // what was dumped is no archive, though pg_dump was content; mutant: not read back
    [Fact]
    public async Task Backup_ThatCannotBeReadBack_IsNotKept_AndOldOnesStay()
    {
        var clock = new ManualTimeProvider(Now);
        await using var scene = await BackupScene.OpenAsync(server, clock);
        var old = Path.GetFileName(await scene.BackUpAsync());
        clock.Advance(TimeSpan.FromDays(30));
        var tools = Path.Combine(scene.Keys, "tools");
        FakeTools(tools, dump: "head -c 300000 /dev/urandom");
        await scene.StopAsync();
        await using var broken = await OpenAsync(scene, options => (options.PostgresFolder, options.KeepAtLeast) = (tools, 1), clock);

        var result = await broken.Get<IBackups>().MakeAsync(Acme, Domain.Users.Actor.System("schedule"), "", default);

        (result.Code, result.Reason).ShouldSatisfyAllConditions(r => r.Code.ShouldBe(BackupCode.Failed), r => r.Reason.ShouldContain("pg_restore failed"));
        scene.Files.ShouldBe([old]);
    }

    [Fact]
    public async Task Tools_OlderThanTheServer_AreRefusedWithTheFix()
    {
        await using var scene = await BackupScene.OpenAsync(server);
        var tools = Path.Combine(scene.Keys, "tools");
        FakeTools(tools, dump: "exit 0", version: 9);
        await scene.StopAsync();
        await using var broken = await OpenAsync(scene, options => options.PostgresFolder = tools);
        (await broken.Get<IBackups>().MakeAsync(Acme, Domain.Users.Actor.System("schedule"), "", default)).Reason.ShouldContain("apt-get install postgresql-client-");
    }

    [Fact]
    public async Task Backups_TooOld_GoBehindANewOne_EachWithAnEntry()
    {
        var clock = new ManualTimeProvider(Now);
        await using var scene = await BackupScene.OpenAsync(server, clock);
        List<string> made = [];
        for (var i = 0; i < 4; i++)
        {
            made.Add(Path.GetFileName(await scene.BackUpAsync()));
            clock.Advance(TimeSpan.FromDays(3));
        }

        scene.Files.ShouldBe(made[1..]);
        await File.WriteAllTextAsync(Path.Combine(scene.Folder, "platen-20200101T000000000Z.backup"), "somebody else's");
        var draft = Path.Combine(scene.Folder, "platen-20260301T000000000Z.backup.part");
        await File.WriteAllTextAsync(draft, "of a run that was killed");
        File.SetLastWriteTimeUtc(draft, clock.GetUtcNow().UtcDateTime.AddHours(-5));
        made.Add(Path.GetFileName(await scene.BackUpAsync()));

        scene.Files.ShouldBe(["platen-20200101T000000000Z.backup", .. made[2..]]);
        (await scene.EntriesAsync()).Where(entry => entry.Action == "backup.removed").Select(entry => entry.Subject).ShouldBe(["backup:" + made[1], "backup:" + made[0]]);
    }

    [Fact]
    public async Task Options_ReportEverythingAtOnce_AndKeepTheKeyApart()
    {
        await using var scene = await BackupScene.OpenAsync(server);
        var inside = Path.Combine(scene.Folder, "key");
        BackupSecret.MakeKeyFile(inside);
        var wrong = new BackupOptions { Folder = scene.Folder, KeyFile = inside, Times = "25:00", TimeZone = "Nowhere", Keep = TimeSpan.Zero, PassphraseFile = Path.Combine(scene.Keys, "none") };
        var failures = new BackupOptionsValidator().Validate(null, wrong).Failures!.ToList();
        failures.Count.ShouldBe(5);
        failures.ShouldContain(failure => failure.Contains("who finds both can read them", StringComparison.Ordinal));
        new BackupOptionsValidator().Validate(null, new BackupOptions()).Succeeded.ShouldBeTrue();
        new BackupOptionsValidator().Validate(null, new BackupOptions { Folder = scene.Folder }).Failures!.ShouldHaveSingleItem().ShouldContain("backup make-key");
    }

    [Fact]
    public async Task Memory_IsKept()
    {
        await using var scene = await BackupScene.OpenAsync(server);
        var backups = scene.Store.Get<IBackups>();
        (await backups.RememberAsync(Acme, default)).ShouldBe(new BackupMemory());
        var memory = new BackupMemory { TriedAt = Now, Code = BackupCode.Failed, Reason = "why", Failures = 2, LateSince = Now };
        await backups.KeepAsync(Acme, memory, default);
        (await backups.RememberAsync(Acme, default)).ShouldBe(memory);
    }

    private static Task<TestStore> OpenAsync(BackupScene scene, Action<BackupOptions> configure, TimeProvider? time = null) => TestStore.StartAsync(scene.ConnectionString, time, backups: options =>
    {
        scene.Configure(options);
        configure(options);
    });

    private static void FakeTools(string folder, string dump, int version = 99)
    {
        Directory.CreateDirectory(folder);
        var asked = $"if [ \"$1\" = --version ]; then echo 'pg_dump (PostgreSQL) {version}.1'; exit 0; fi";
        File.WriteAllText(Path.Combine(folder, "pg_dump"), $"#!/bin/sh\n{asked}\n{dump}\n");
        File.WriteAllText(Path.Combine(folder, "pg_restore"), $"#!/bin/sh\n{asked}\nexec {Platen.TestKit.Postgres.PostgresBinaries.Path("pg_restore")} \"$@\"\n");
        foreach (var file in Directory.GetFiles(folder))
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
