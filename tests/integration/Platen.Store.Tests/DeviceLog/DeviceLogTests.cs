using System.Collections.Immutable;
using Platen.Domain.Devices;
using Platen.Domain.Devices.Log;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Store.Hosting;
using Platen.TestKit.Time;

namespace Platen.Store.Tests.DeviceLog;

/// <summary>LG04: devices' logs in PostgreSQL.</summary>
[Collection(StoreCollection.Name)]
public sealed class DeviceLogTests(StoreServer server)
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DeviceLogFilter OfMfp = new() { Site = Sample.North, Device = Sample.Mfp };

    // mutant: no key of slots; an agent that crashed between journal and memory bills a day twice
    [Fact]
    public async Task Readings_AreOneForEachSlot_HoweverOftenTheyCome_AndEventsCountOnce()
    {
        await using var store = await server.NewStoreAsync();
        await store.CommitAsync(Sample.Commit(Sample.NewAgent()));
        var first = Logged(1, Reading("d:2026-03-01", 100), Reading("", 101));

        (await store.CommitAsync(first)).Code.ShouldBe(CommitCode.Committed);
        (await store.CommitAsync(first)).Code.ShouldBe(CommitCode.Duplicate);
        (await store.CommitAsync(Logged(2, Reading("d:2026-03-01", 105), Reading("d:2026-03-02", 110)))).Code.ShouldBe(CommitCode.Committed);

        (await ListAsync(store, OfMfp)).Select(row => row.Line.Counter).ShouldBe([110, 101, 100], ignoreOrder: true);
        (await store.SqlAsync<long>("SELECT events_committed FROM platen.agents")).ShouldBe(2);
    }

    // what an agent brings after days without a line comes in one transaction
    [Fact]
    public async Task Events_OfAnAgentThatCatchesUp_AreWrittenTogether()
    {
        await using var store = await server.NewStoreAsync();
        await store.CommitAsync(Sample.Commit(Sample.NewAgent()));

        var codes = await Task.WhenAll(Enumerable.Range(1, 200).Select(i => store.CommitAsync(Logged(i, Alert(i)))));

        codes.ShouldAllBe(result => result.Code == CommitCode.Committed);
        (await ListAsync(store, OfMfp)).Length.ShouldBe(200);
    }

    [Fact]
    public async Task List_OfADevice_HasItsLoginsAndReleasesInTheirPlaces_PageByPage()
    {
        await using var store = await server.NewStoreAsync();
        await store.CommitAsync(Sample.Commit(Sample.NewAgent()));
        var user = UserId.New(TimeProvider.System);
        for (var i = 1; i <= 6; i++)
        {
            await store.CommitAsync(Logged(i, Alert(i)) with
            {
                AuditChain = "north",
                Audit = [Sample.Act(i % 2 == 0 ? "login.ok" : "job.printed", i % 2 == 0 ? $"user:{user}" : $"job:{Guid.CreateVersion7()}") with { At = Sample.Now.AddMinutes(i), Origin = "mfp-1", Actor = $"user:{user}" }],
            });
        }

        await store.CommitAsync(Sample.Commit() with { Audit = [Sample.Act("login.ok") with { Origin = "mfp-1" }] }); // another chain: a name that is the same by chance
        await store.CommitAsync(Sample.Commit() with { AuditChain = "north", Audit = [Sample.Act("login.ok") with { Origin = "mfp-2" }] });

        var all = new List<DeviceLogEntry>();
        for (var after = ""; ;)
        {
            var page = await store.Get<IDeviceLog>().ListAsync(Sample.Acme, OfMfp, new PageRequest(after, 5), None);
            all.AddRange(page.Items);
            if ((after = page.Next).Length == 0)
            {
                break;
            }
        }

        all.Count.ShouldBe(12);
        all.Select(row => row.Line.At).ShouldBe(all.Select(row => row.Line.At).OrderDescending());
        all.Select(row => row.Id).ShouldBeUnique();
        all.Count(row => row.Line.Kind == DeviceLogKind.Login && row.User == user && row.Success).ShouldBe(3);
        all.Count(row => row.Line.Kind == DeviceLogKind.Release && row.Job is not null).ShouldBe(3);
        (await ListAsync(store, OfMfp with { Kinds = [DeviceLogKind.Release] })).Length.ShouldBe(3);
        (await ListAsync(store, OfMfp with { Kinds = [DeviceLogKind.AlertBegan], From = Sample.Now.AddMinutes(4) })).Length.ShouldBe(3);
        (await ListAsync(store, OfMfp with { LogSites = [SiteId.Parse("south")] })).ShouldBeEmpty();
    }

    [Fact]
    public async Task List_IsNarrowedBySites_ForReadingsAndForTheRest_AndShowsNoOtherTenant()
    {
        await using var store = await server.NewStoreAsync();
        await store.CommitAsync(Sample.Commit(Sample.NewAgent()));
        await store.CommitAsync(Logged(1, Reading("d:1", 5), Alert(1, "50% _done\\")));

        (await ListAsync(store, new DeviceLogFilter { LogSites = [], ReadingSites = null })).ShouldHaveSingleItem().Line.Kind.ShouldBe(DeviceLogKind.Reading);
        (await ListAsync(store, new DeviceLogFilter { LogSites = [Sample.North], ReadingSites = [] })).ShouldHaveSingleItem().Line.Kind.ShouldBe(DeviceLogKind.AlertBegan);
        (await ListAsync(store, new DeviceLogFilter { LogSites = [SiteId.Parse("south")], ReadingSites = [] })).ShouldBeEmpty();
        (await ListAsync(store, new DeviceLogFilter { Search = "0% _D" })).ShouldHaveSingleItem();
        (await ListAsync(store, new DeviceLogFilter { Search = "50%x" })).ShouldBeEmpty();
        (await ListAsync(store, new DeviceLogFilter { SeverityMin = DeviceLogSeverity.Critical })).Select(row => row.Line.Kind).ShouldBe([DeviceLogKind.AlertBegan, DeviceLogKind.Reading], ignoreOrder: true);
        (await store.Get<IDeviceLog>().ListAsync(TenantId.Parse("other"), new DeviceLogFilter(), new PageRequest("", 10), None)).Items.ShouldBeEmpty();
    }

    // LG04: few entries of security among many others
    [Fact]
    public async Task SecurityLog_PageByPage_HasTheEntriesOfItsKindsNewestFirst()
    {
        await using var store = await server.NewStoreAsync();
        string[] kinds = ["job.printed", "login.failed", "device.updated", "agent.fenced", "job.received", "user.locked"];
        for (var i = 0; i < 30; i++)
        {
            await store.CommitAsync(Sample.Commit() with { AuditChain = i % 2 == 0 ? "north" : "console", Audit = [Sample.Act(kinds[i % kinds.Length]) with { At = Sample.Now.AddMinutes(i / 4) }] });
        }

        var all = new List<Domain.Audit.ChainedAuditEntry>();
        for (var after = ""; ;)
        {
            var page = await store.Queries.ListSecurityAuditAsync(Sample.Acme, new PageRequest(after, 4), None);
            all.AddRange(page.Items);
            if ((after = page.Next).Length == 0)
            {
                break;
            }
        }

        all.Count.ShouldBe(15);
        all.Select(row => (row.Chain, row.Position)).ShouldBeUnique();
        all.Select(row => row.Entry.At).ShouldBe(all.Select(row => row.Entry.At).OrderDescending());
        all.ShouldAllBe(row => Domain.Audit.AuditActions.IsSecurity(row.Entry.Action));
    }

    // a device's words must never make an event impossible to commit
    [Fact]
    public async Task Words_OfAHostileDevice_AreKeptAsText()
    {
        await using var store = await server.NewStoreAsync();
        await store.CommitAsync(Sample.Commit(Sample.NewAgent()));

        (await store.CommitAsync(Logged(1, Alert(1, "\0\ud800'; DROP TABLE platen.device_log; --")))).Code.ShouldBe(CommitCode.Committed);

        (await ListAsync(store, OfMfp)).ShouldHaveSingleItem().Line.Text.ShouldContain("DROP TABLE");
    }

    // PV09. Mutants: readings by the limit of the rest; other tenants' limits
    [Fact]
    public async Task Sweep_RemovesWhatIsOlderThanTheTenantKeepsIt()
    {
        var time = new ManualTimeProvider(Sample.Now);
        await using var store = await server.NewStoreAsync(time);
        await store.CommitAsync(Sample.Commit(Sample.NewTenant(), Sample.NewAgent()));
        await store.CommitAsync(Logged(1, Reading("d:1", 5), Alert(1)));

        time.Advance(TimeSpan.FromDays(89));
        await store.Get<StoreSweeper>().SweepAsync(None);
        (await ListAsync(store, OfMfp)).Length.ShouldBe(2);
        time.Advance(TimeSpan.FromDays(2));
        await store.Get<StoreSweeper>().SweepAsync(None);
        (await ListAsync(store, OfMfp)).ShouldHaveSingleItem().Line.Kind.ShouldBe(DeviceLogKind.Reading);
        time.Advance(TimeSpan.FromDays(310));
        await store.Get<StoreSweeper>().SweepAsync(None);
        (await ListAsync(store, OfMfp)).ShouldBeEmpty();
    }

    private static Commit Logged(long sequence, params DeviceLogLine[] lines)
    {
        var id = $"north/north-1/{sequence:D12}";
        var rows = DeviceLogRules.Entries(Sample.Acme, Sample.North, id, new DeviceLogged { Device = Sample.Mfp, Lines = [.. lines] }, Sample.Now.AddDays(1));
        return Sample.Commit(new DeviceLogAdded(id, rows) { ExpectedVersion = 0 }) with { AuditChain = "north", Event = new AppliedEvent(Sample.North, Sample.Agent, sequence) };
    }

    private static DeviceLogLine Reading(string slot, long counter) => new() { At = Sample.Now, Kind = DeviceLogKind.Reading, Counter = counter, Slot = slot, Cause = ReadingCause.Daily };

    private static DeviceLogLine Alert(int minute, string text = "jam") => new() { At = Sample.Now.AddMinutes(minute), Kind = DeviceLogKind.AlertBegan, Severity = DeviceLogSeverity.Critical, Code = "jam", Text = text };

    private static async Task<ImmutableArray<DeviceLogEntry>> ListAsync(TestStore store, DeviceLogFilter filter) =>
        (await store.Get<IDeviceLog>().ListAsync(Sample.Acme, filter, new PageRequest("", 500), None)).Items;
}
