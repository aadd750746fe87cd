using Platen.Domain.Backups;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Backups;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Backups;

/// <summary>OP01: what is due is made, once; who wants one now must be an administrator; the alarm is told once.</summary>
public sealed class BackupGrainTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly GrainHost _host = new();

    private IBackupGrain Grain => _host.Grains.Backups(Branch.Tenant);

    private IEnumerable<string> Acts => _host.Records.Audit.Select(audit => audit.Entry.Action).Where(action => action.StartsWith("backup.", StringComparison.Ordinal));

    public async Task InitializeAsync() => await new Branch(_host.Grains, _host.Time).SetUpAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Server_WithoutAFolder_MakesNone_AndSaysSo()
    {
        await Grain.TickAsync(None);
        (await Grain.GetAsync(Branch.System, None))!.IsOn.ShouldBeFalse();
        (await Grain.StartAsync(Branch.System, None)).Messages.ShouldHaveSingleItem().ShouldContain("Platen:Backup:Folder");
        _host.Backups.Actors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Backups_AreForWhoSupervisesTheSystem_AndBegunByAdministratorsOnly()
    {
        _host.Backups.Plan = new BackupPlan();
        (await Grain.GetAsync(Actor.Anonymous(""), None)).ShouldBeNull();
        (await Grain.StartAsync(Actor.Anonymous(""), None)).Code.ShouldBe(CommandCode.Forbidden);
        _host.Backups.Actors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Tick_EachMinuteOfADay_MakesTheFirstAndTwoMore()
    {
        _host.Backups.Plan = new BackupPlan(); // 01:00 and 13:00; the clock stands at 12:00
        for (var minute = 0; minute < 24 * 60; minute++)
        {
            var kept = _host.Backups.NextKept;
            var before = _host.Backups.Actors.Length;
            await Grain.TickAsync(None);
            if (_host.Backups.Actors.Length > before || (await Grain.GetAsync(Branch.System, None))!.RunningSince is not null)
            {
                await kept.WaitAsync(GrainHost.Limit);
                await EndAsync();
            }

            _host.Time.Advance(TimeSpan.FromMinutes(1));
        }

        _host.Backups.Actors.ShouldBe(["system schedule", "system schedule", "system schedule"]);
        (await Grain.GetAsync(Branch.System, None))!.NextAt.ShouldBe(_host.Time.GetUtcNow().AddHours(1));
    }

    // mutant: no look whether one is under way; pages answer meanwhile
    [Fact]
    public async Task Start_WhileOneIsUnderWay_IsRefused()
    {
        _host.Backups.Plan = new BackupPlan();
        var gate = new TaskCompletionSource();
        var kept = _host.Backups.NextKept;
        _host.Backups.Gate = gate.Task;
        (await Grain.StartAsync(Branch.System, None)).IsDone.ShouldBeTrue();
        (await Grain.GetAsync(Branch.System, None))!.RunningSince.ShouldBe(_host.Time.GetUtcNow());
        (await Grain.StartAsync(Branch.System, None)).Messages.ShouldHaveSingleItem().ShouldContain("under way");
        await Grain.TickAsync(None);
        gate.SetResult();
        await kept.WaitAsync(GrainHost.Limit);
        await EndAsync();
        _host.Backups.Actors.ShouldBe(["system test"]);
        (await Grain.GetAsync(Branch.System, None))!.Newest.ShouldNotBeNull();
    }

    // mutant: the alarm is told at each look, or anew after a restart
    [Fact]
    public async Task Alarm_ForABackupThatDoesNotCome_IsToldOnce_AndEndedOnce()
    {
        _host.Backups.Plan = new BackupPlan { RetriesMax = 0 };
        _host.Backups.Outcome = new BackupResult(BackupCode.Failed, "the disk is full");
        await RunAsync(hours: 30);
        Acts.ShouldBe(["backup.alarm-raised"]);
        _host.Records.Audit.Last().Entry.Details["reason"].ShouldBe("the disk is full");
        (await Grain.GetAsync(Branch.System, None))!.Memory.LateSince.ShouldNotBeNull();
        await _host.RestartAsync();
        await RunAsync(hours: 10);
        Acts.Count().ShouldBe(1);

        _host.Backups.Outcome = new BackupResult(BackupCode.Made);
        await RunAsync(hours: 14);
        Acts.ShouldBe(["backup.alarm-raised", "backup.alarm-cleared"]);
        (await Grain.GetAsync(Branch.System, None))!.Memory.LateSince.ShouldBeNull();
    }

    private async Task RunAsync(int hours)
    {
        for (var hour = 0; hour < hours; hour++)
        {
            await Grain.TickAsync(None);
            await EndAsync();
            _host.Time.Advance(TimeSpan.FromHours(1));
        }
    }

    // a run goes on beside the grain's turns; with the clock standing still it ends within moments
    private async Task EndAsync()
    {
        using var limit = new CancellationTokenSource(GrainHost.Limit);
        while ((await Grain.GetAsync(Branch.System, None))!.RunningSince is not null)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
