using System.Diagnostics;
using System.Text.Json;
using Platen.E2E.Tests.Running;

namespace Platen.E2E.Tests.Faults;

/// <summary>OP01 and LG02 with the real programs: the operator's commands, what a kill and a full disk leave, and a branch that goes on while its server's record is put back.</summary>
public sealed class BackupTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly PlatenSystem _system = new();

    private string Folder => Path.Combine(_system.Data, "backups");

    public Task InitializeAsync() => _system.InitializeAsync();

    public Task DisposeAsync() => _system.DisposeAsync();

    // mutants: keep the sessions; send on from what was acknowledged once (ADR 0036); write nothing of the restore
    [Trait("suite", "slow")] // RestoredBackupTests shows the same of a dump made by hand at each run
    [Fact]
    public async Task Record_PutBack_GetsAgainWhatTheBranchStillHas_AndChargesItOnce()
    {
        var user = _system.Endpoints.Users.First(user => user.LoginName == "alice");
        var before = await PrintAndReleaseAsync(user);
        (await _system.OpsAsync("backup")).MustSucceed();
        var file = await NewestAsync();
        var later = await PrintAndReleaseAsync(user);
        (await _system.OpsAsync("backup", "verify", file)).MustSucceed();

        var refused = await _system.OpsAsync("restore", file);
        (refused.ExitCode, refused.Output.Contains("--replace", StringComparison.Ordinal)).ShouldBe((1, true), refused.Output);
        (await _system.OpsAsync("restore", file, "--replace")).MustSucceed();
        await _system.RestartAsync();

        await Should.ThrowAsync<SystemFaultException>(_system.Server.JobsAsync(""), "a login of before the restore is over");
        await _system.Server.LogInAsync(_system.Administrator);
        foreach (var (document, job) in new[] { before, later })
        {
            (await Eventually.GetAsync($"a ledger entry of {document.Title}", async () => await _system.Server.LedgerAsync("job=" + job) is { Count: > 0 } entries ? entries : null, Patience)).ShouldHaveSingleItem();
            await _system.PrintedAsync(document);
        }

        var entry = await _system.Server.AuditAsync("backup.restored");
        entry.ShouldContain("backup:" + Path.GetFileName(file));
        entry.ShouldContain("entries-lost");
        await VerifyAsync();
    }

    // mutants: publish before all is written; no end in the file; a draft that is listed
    [Fact]
    public async Task Backup_KilledOrOnAFullDisk_LeavesNothingThatLooksWhole()
    {
        var server = await _system.ProgramAsync(SystemPart.Server);
        var settings = new Dictionary<string, string>
        {
            ["Platen__ConnectionString"] = await _system.SettingAsync(SystemPart.Server, "Platen__ConnectionString"),
            ["Platen__DataDirectory"] = Path.Combine(_system.Data, "server"),
            ["Platen__Backup__KeyFile"] = Path.Combine(_system.Data, "server", "backup.key"),
            ["Platen__Backup__FreeBytesMin"] = "0",
        };

        var small = Directory.CreateDirectory(Path.Combine(_system.Data, "small")).FullName;
        string[] space = Environment.IsPrivilegedProcess ? ["--mount"] : ["--mount", "--map-root-user"];
        var full = await Programs.RunAsync(
            "unshare", [.. space, "sh", "-c", $"mount -t tmpfs -o size=48k tmpfs '{small}' && '{server}' backup --Platen:Backup:Folder='{small}'; echo \"status $?\"; echo left: $(ls '{small}')"], environment: settings);
        full.Output.ShouldSatisfyAllConditions(
            said => said.ShouldContain("status 1"), said => said.TrimEnd().ShouldContain("left:\n", customMessage: "nothing may be left"), said => said.ShouldContain("No space left on device"));
        (await _system.Server.AuditAsync("backup.failed")).ShouldContain("No space left");

        var killed = Directory.CreateDirectory(Path.Combine(_system.Data, "killed")).FullName;
        await KillInTheMiddleAsync(server, killed, settings);
        Directory.GetFiles(killed).ShouldAllBe(path => path.EndsWith(".part", StringComparison.Ordinal));
        var listed = await Programs.RunAsync(server, ["backup", "list", "--Platen:Backup:Folder=" + killed], environment: settings);
        (listed.ExitCode, listed.Output.Trim()).ShouldBe((0, ""));
        (await Programs.RunAsync(server, ["backup", "--Platen:Backup:Folder=" + killed], environment: settings)).MustSucceed();
        Directory.GetFiles(killed, "*.backup").ShouldHaveSingleItem();
    }

    // a pg_dump that stops when the first piece is on the disk, so that it is killed in the middle for certain
    private async Task KillInTheMiddleAsync(string server, string folder, Dictionary<string, string> settings)
    {
        var tools = Directory.CreateDirectory(Path.Combine(_system.Data, "tools")).FullName;
        var real = Directory.GetDirectories("/usr/lib/postgresql").Select(path => Path.Combine(path, "bin")).Last(path => File.Exists(Path.Combine(path, "pg_dump")));
        await File.WriteAllTextAsync(Path.Combine(tools, "pg_dump"), $"#!/bin/sh\nif [ \"$1\" = --version ]; then exec '{real}/pg_dump' --version; fi\nhead -c 200000 /dev/zero; exec tail -f /dev/null\n");
        await File.WriteAllTextAsync(Path.Combine(tools, "pg_restore"), $"#!/bin/sh\nexec '{real}/pg_restore' \"$@\"\n");
        foreach (var tool in Directory.GetFiles(tools))
        {
            File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var start = new ProcessStartInfo(server, ["backup", "--Platen:Backup:Folder=" + folder, "--Platen:Backup:PostgresFolder=" + tools]) { UseShellExecute = false, RedirectStandardError = true };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        await Eventually.TrueAsync("a first piece on the disk", () => Task.FromResult(Directory.GetFiles(folder, "*.part").Any(path => new FileInfo(path).Length > 65_536)));
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    private async Task<string> NewestAsync()
    {
        var backups = await _system.Server.SendAsync(HttpMethod.Get, "backups");
        var newest = backups.GetProperty("items").EnumerateArray().First();
        newest.GetProperty("fault").GetString().ShouldBe("");
        return Path.Combine(Folder, newest.GetProperty("file").GetString()!);
    }

    // where the agent keeps a head of after the backup, the log says that it went back, and nothing else; an administrator accepts that
    private async Task VerifyAsync()
    {
        var state = await _system.Server.VerifyAuditAsync();
        if (state.GetProperty("whole") is { ValueKind: JsonValueKind.False })
        {
            state.GetProperty("breaks").EnumerateArray().ShouldAllBe(fault => fault.GetProperty("kind").GetString() == "rolledBack");
            await _system.Server.SendAsync(HttpMethod.Post, "audit/accept-restore");
            state = await _system.Server.VerifyAuditAsync();
        }

        state.GetProperty("whole").GetBoolean().ShouldBeTrue(state.ToString());
    }

    private async Task<(SentDocument Document, string Job)> PrintAndReleaseAsync(SampleUser user)
    {
        var document = await _system.PrintAsync(user);
        using var terminal = await _system.LogInAtPanelAsync(user);
        var job = await terminal.JobAsync(document);
        (await terminal.ReleaseAsync(job.Job)).Stage.ShouldBe("completed");
        await _system.PrintedAsync(document);
        await _system.LedgerOfAsync(job.Job);
        return (document, job.Job);
    }
}
