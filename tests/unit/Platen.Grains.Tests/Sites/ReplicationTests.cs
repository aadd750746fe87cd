using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Abstractions.Tenants;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Sites;

/// <summary>Replication that can be seen, and alarms that are raised once and cleared once.</summary>
public sealed class ReplicationTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly GrainHost _host = new();
    private Branch _branch = null!;

    private IReplicationGrain Replication => _host.Grains.Replication(Branch.Tenant);

    public async Task InitializeAsync() => _branch = await new Branch(_host.Grains, _host.Time).SetUpAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task List_OfALinkedAgent_ShowsWhatWaitsAndSinceWhen()
    {
        await BeatAsync(waiting: 12, since: TimeSpan.FromMinutes(3), skew: TimeSpan.FromSeconds(5));
        var row = (await Replication.ListAsync(None)).ShouldHaveSingleItem();
        (row.Site, row.Agent, row.Online, row.OfflineUntil).ShouldBe((Branch.SiteId, Branch.Agent, true, null));
        (row.Last!.EventsWaiting, row.Last.EventsLag, row.Last.ClockSkew).ShouldBe((12, TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(5)));
        row.Last.ChangesBehind.ShouldBeGreaterThan(0, "its cursor is 1, and users, queues and devices came later");
        (await Replication.HistoryAsync(Branch.SiteId, Branch.Agent, 1, None)).ShouldHaveSingleItem();
    }

    // Mutant: raise at each look; administrators would hear of one fault every half minute.
    [Fact]
    public async Task Watch_WhileItLasts_RaisesOnceAndClearsOnce_AndTheAuditLogKeepsBoth()
    {
        await BeatAsync(waiting: 5_000, since: TimeSpan.FromMinutes(1));
        await Replication.WatchAsync(None);
        await Replication.WatchAsync(None);
        (await Replication.ListAlarmsAsync(None)).ShouldHaveSingleItem().Kind.ShouldBe(SiteAlarmKind.EventsWaiting);

        _host.Time.Advance(TimeSpan.FromMinutes(1));
        await BeatAsync(waiting: 0, since: TimeSpan.Zero);
        await Replication.WatchAsync(None);
        await Replication.WatchAsync(None);

        (await Replication.ListAlarmsAsync(None)).ShouldBeEmpty();
        Audited("site.alarm-raised").ShouldBe(["EventsWaiting"]);
        Audited("site.alarm-cleared").ShouldBe(["EventsWaiting"]);
    }

    // Mutant: the alarm's row without its version; every server of a cluster would raise it.
    [Fact]
    public async Task Watch_ByTwoServersAtOnce_RaisesOnce()
    {
        await using var twin = _host.Twin();
        await BeatAsync(waiting: 5_000, since: TimeSpan.FromMinutes(1));
        await twin.Grains.Site(Branch.Tenant, Branch.SiteId).HeartbeatAsync(Beat(5_000, TimeSpan.FromMinutes(1), TimeSpan.Zero), None);
        await Task.WhenAll(Replication.WatchAsync(None), twin.Grains.Replication(Branch.Tenant).WatchAsync(None));
        Audited("site.alarm-raised").ShouldBe(["EventsWaiting"]);
    }

    // I5, MS05. Mutant: count from the last contact only, so that a server that was away itself finds every agent away when it starts.
    [Fact]
    public async Task Watch_OfAnAgentThatStaysAway_TellsSo_AndThatTheOfflineLimitIsNear()
    {
        await BeatAsync(waiting: 0, since: TimeSpan.Zero);
        await Replication.WatchAsync(None);
        _host.Time.Advance(TimeSpan.FromDays(2.5));
        await _host.RestartAsync();
        await Replication.WatchAsync(None);
        (await Replication.ListAlarmsAsync(None)).ShouldBeEmpty("the server was away itself");

        for (var minute = 0; minute < 16; minute++)
        {
            _host.Time.Advance(TimeSpan.FromMinutes(1));
            await Replication.WatchAsync(None);
        }

        (await Replication.ListAlarmsAsync(None)).Select(alarm => alarm.Kind).Order().ShouldBe([SiteAlarmKind.Away, SiteAlarmKind.OfflineLimit]);
    }

    [Fact]
    public async Task Watch_ByTheTenantsOwnLimits_TellsEarlier()
    {
        await BeatAsync(waiting: 20, since: TimeSpan.FromMinutes(2), skew: TimeSpan.FromSeconds(-10));
        await Replication.WatchAsync(None);
        (await Replication.ListAlarmsAsync(None)).ShouldBeEmpty();
        var limits = new SiteAlarmLimits { EventsWaitingMax = 10, ClockSkewMax = TimeSpan.FromSeconds(5) };
        (await _host.Grains.Tenant(Branch.Tenant).UpdateAsync(new UpdateTenant { Alarms = limits }, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        await Replication.WatchAsync(None);
        (await Replication.ListAlarmsAsync(None)).Select(alarm => alarm.Kind).Order().ShouldBe([SiteAlarmKind.EventsWaiting, SiteAlarmKind.ClockSkew]);
    }

    [Fact]
    public async Task Watch_WithParkedEvents_TellsOfTheSite()
    {
        await _branch.ReportAsync(new UnreadableFact("None", "nobody knows it"));
        await Replication.WatchAsync(None);
        var alarm = (await Replication.ListAlarmsAsync(None)).ShouldHaveSingleItem();
        (alarm.Kind, alarm.Agent, alarm.Detail).ShouldBe((SiteAlarmKind.ParkedEvents, null, "1 events could not be applied"));
    }

    private Task BeatAsync(long waiting, TimeSpan since, TimeSpan skew = default) => _branch.Site.HeartbeatAsync(Beat(waiting, since, skew), None);

    private AgentHeartbeat Beat(long waiting, TimeSpan since, TimeSpan skew)
    {
        var clock = _host.Time.GetUtcNow() + skew;
        return new AgentHeartbeat { Agent = Branch.Agent, Clock = clock, ChangesApplied = 1, JournalLastSequence = waiting, WaitingSince = waiting > 0 ? clock - since : null };
    }

    private IEnumerable<string> Audited(string action) => _host.Records.Audit.Where(row => row.Entry.Action == action).Select(row => row.Entry.Details["alarm"]);
}
