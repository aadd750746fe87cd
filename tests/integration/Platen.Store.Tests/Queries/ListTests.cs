using System.Collections.Immutable;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using static Platen.Store.Tests.Sample;

namespace Platen.Store.Tests.Queries;

[Collection(StoreCollection.Name)]
public sealed class ListTests(StoreServer server)
{
    [Fact]
    public async Task Jobs_PageByPage_AreAllThereNewestFirst()
    {
        await using var store = await server.NewStoreAsync();
        var jobs = Enumerable.Range(0, 23).Select(i => Job($"Report {i}")).ToArray();
        await store.CommitAsync(Commit([.. jobs.Select(New)]));
        var all = await AllAsync<Job>(p => store.Queries.ListJobsAsync(Acme, new(), p, default), 5);
        all.Select(j => j.Id).ShouldBe(jobs.Select(j => j.Id).OrderByDescending(i => i.ToString(), StringComparer.Ordinal));
    }

    [Fact]
    public async Task Jobs_ByEachFilter_AreTheRightOnes()
    {
        await using var store = await server.NewStoreAsync();
        var anna = UserId.New(TimeProvider.System);
        var south = SiteId.Parse("south");
        var jobs = new[] { Job("a", anna), Job("b", anna, JobState.Completed) with { DataKept = false }, Job("c", site: south), Job("50%_off\\x"), Job("e", state: JobState.Canceled) };
        await store.CommitAsync(Commit([.. jobs.Select(New)]));

        async Task<string> Titles(JobFilter filter) =>
            string.Concat((await store.Queries.ListJobsAsync(Acme, filter, new(), default)).Items.Select(j => j.Title[0]).Order());

        (await Titles(new() { Owner = anna })).ShouldBe("ab");
        (await Titles(new() { Owner = anna, States = [JobState.PendingHeld] })).ShouldBe("a");
        (await Titles(new() { States = [JobState.Completed, JobState.Canceled] })).ShouldBe("be");
        (await Titles(new() { Site = south })).ShouldBe("c");
        (await Titles(new() { NotSite = south, Owner = anna })).ShouldBe("ab");
        (await Titles(new() { DataKeptOnly = true, Owner = anna })).ShouldBe("a");
        (await Titles(new() { UnclaimedOnly = true, States = [JobState.PendingHeld] })).ShouldBe("5c");
        (await Titles(new() { Queue = Pull })).ShouldBe("5abce");
        (await Titles(new() { Queue = Domain.Queues.QueueId.Parse("other") })).ShouldBe("");
        (await Titles(new() { Search = "ANNA" })).ShouldBe("5abce");
    }

    /// <summary>AZ02, AZ03. Mutants: the groups, or the sites, are not looked at; the tenant is not.</summary>
    [Fact]
    public async Task Lists_OfSomeGroupsAndSites_AreTheirs()
    {
        await using var store = await server.NewStoreAsync();
        var (sales, works) = (GroupId.New(TimeProvider.System), GroupId.New(TimeProvider.System));
        await store.CommitAsync(Commit(New(User("in-sales") with { Groups = [sales] }), New(User("in-both") with { Groups = [works, sales] }), New(User("in-works") with { Groups = [works] }), New(User("in-none"))));
        (await store.Queries.ListUsersOfGroupsAsync(Acme, [sales], "", new(), default)).Items.Select(user => user.LoginName).ShouldBe(["in-both", "in-sales"]);
        (await store.Queries.ListUsersOfGroupsAsync(Acme, [sales, works], "WORKS", new(), default)).Items.Single().LoginName.ShouldBe("in-works");
        (await store.Queries.ListUsersOfGroupsAsync(Domain.Tenants.TenantId.Parse("other"), [sales], "", new(), default)).Items.ShouldBeEmpty();
        (await store.Queries.ListGroupsOfAsync(Acme, [sales], "", new(), default)).Items.ShouldBeEmpty("there is no row of it");
        (await store.Queries.ListSitesOfAsync(Acme, [SiteId.Parse("nowhere")], new(), default)).Items.ShouldBeEmpty();
    }

    /// <summary>PR16. Mutants: no look at the list of delegates; at the owner's account; at the job's own word; at the tenant.</summary>
    [Fact]
    public async Task Jobs_OfUsersWhoNameADelegate_AreThoseThatDelegatesMayRelease()
    {
        await using var store = await server.NewStoreAsync();
        var me = UserId.New(TimeProvider.System);
        var (boss, gone, none) = (User("boss") with { Delegates = [UserId.New(TimeProvider.System), me] }, User("gone") with { Delegates = [me], Active = false }, User("none"));
        await store.CommitAsync(Commit(New(boss), New(gone), New(none)));
        Job[] jobs = [Job("yes", boss.Id), Job("barred", boss.Id) with { AllowsDelegates = false }, Job("inactive", gone.Id), Job("other", none.Id), Job("mine", me), Job("unclaimed")];
        await store.CommitAsync(Commit([.. jobs.Select(New)]));

        (await store.Queries.ListJobsAsync(Acme, new() { DelegatedTo = me }, new(), default)).Items.ShouldHaveSingleItem().Title.ShouldBe("yes");
        (await store.Queries.ListJobsAsync(Domain.Tenants.TenantId.Parse("other"), new() { DelegatedTo = me }, new(), default)).Items.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("%", "5")]
    [InlineData("_", "5")]
    [InlineData("\\", "5")]
    [InlineData("0%_O", "5")]
    [InlineData("%a%", "")]
    [InlineData("'; DROP TABLE platen.jobs; --", "")]
    public async Task Search_ForWildcards_TakesThemLiterally(string search, string found)
    {
        // mutant: no escape, and "%" finds everything
        await using var store = await server.NewStoreAsync();
        await store.CommitAsync(Commit(New(Job("a")), New(Job("50%_off\\x"))));
        string.Concat((await store.Queries.ListJobsAsync(Acme, new() { Search = search }, new(), default)).Items.Select(j => j.Title[0])).ShouldBe(found);
    }

    [Fact]
    public async Task Ledger_PageByPageOverMonths_IsAllThereAndReadsBackEqual()
    {
        await using var store = await server.NewStoreAsync();
        // several at the same moment: the id decides the order
        var entries = Enumerable.Range(0, 30).Select(i => Ledger(at: Now.AddDays(i / 3 * 9))).ToArray();
        await store.CommitAsync(Commit() with { Ledger = [.. entries] });
        var all = await AllAsync<Domain.Accounting.LedgerEntry>(p => store.Queries.ListLedgerAsync(Acme, new(), p, default), 4);
        all.Select(e => e.Id).ShouldBe(entries.OrderByDescending(e => e.At).ThenByDescending(e => e.Id.ToString(), StringComparer.Ordinal).Select(e => e.Id));
        var one = all.Single(e => e.Id == entries[7].Id);
        one.AllCounts.ShouldBe(entries[7].AllCounts);
        (one with { AllCounts = [] }).ShouldBe(entries[7] with { AllCounts = [] });
    }

    [Fact]
    public async Task Ledger_ByEachFilter_IsTheRightOne()
    {
        await using var store = await server.NewStoreAsync();
        var (user, job) = (UserId.New(TimeProvider.System), JobId.New(TimeProvider.System));
        await store.CommitAsync(Commit() with { Ledger = [Ledger(user: user, title: "a"), Ledger(job: job, title: "b"), Ledger(at: Now.AddDays(40), title: "c")] });

        async Task<string> Titles(Domain.Ports.LedgerFilter filter) =>
            string.Concat((await store.Queries.ListLedgerAsync(Acme, filter, new(), default)).Items.Select(e => e.Title).Order());

        (await Titles(new() { User = user })).ShouldBe("a");
        (await Titles(new() { Job = job })).ShouldBe("b");
        (await Titles(new() { From = Now.AddDays(40) })).ShouldBe("c");
        (await Titles(new() { Before = Now.AddDays(40), Device = Mfp, Site = North })).ShouldBe("ab");
        (await Titles(new() { Device = DeviceId.Parse("other") })).ShouldBe("");
    }

    [Fact]
    public async Task OtherLists_PageByPage_AreAllThere()
    {
        await using var store = await server.NewStoreAsync();
        var changes = new List<RecordChange>();
        for (var i = 0; i < 7; i++)
        {
            changes.AddRange([New(User($"user{i}")), New(Queue($"q{i}")), NewDevice($"d{i}"), NewSite($"s{i}"), NewAgent($"a{i}")]);
        }

        await store.CommitAsync(Commit([.. changes]) with { Audit = [.. Enumerable.Range(0, 7).Select(i => Act($"act{i}"))] });

        (await AllAsync<User>(p => store.Queries.ListUsersAsync(Acme, "", p, default), 2)).Count.ShouldBe(7);
        (await AllAsync<User>(p => store.Queries.ListUsersAsync(Acme, "SER3", p, default), 2)).ShouldHaveSingleItem().LoginName.ShouldBe("user3");
        (await AllAsync<Domain.Queues.Queue>(p => store.Queries.ListQueuesAsync(Acme, "", p, default), 2)).Count.ShouldBe(7);
        (await AllAsync<Device>(p => store.Queries.ListDevicesAsync(Acme, North, "", p, default), 2)).Count.ShouldBe(7);
        (await AllAsync<Device>(p => store.Queries.ListDevicesAsync(Acme, null, "mfp d4", p, default), 2)).Count.ShouldBe(1);
        (await AllAsync<Site>(p => store.Queries.ListSitesAsync(Acme, p, default), 2)).Count.ShouldBe(7);
        (await AllAsync<SiteAgent>(p => store.Queries.ListAgentsAsync(Acme, p, default), 2)).Count.ShouldBe(7);
        (await AllAsync<Domain.Audit.ChainedAuditEntry>(p => store.Queries.ListAuditAsync(Acme, p, default), 2)).Select(a => a.Position).ShouldBe([7, 6, 5, 4, 3, 2, 1]);
    }

    [Theory]
    [InlineData("not a key")]
    [InlineData("1~2")]
    [InlineData("99999999999999999999~x")]
    public async Task Page_AfterAKeyThatIsNone_IsAFormatFault(string key)
    {
        await using var store = await server.NewStoreAsync();
        await Should.ThrowAsync<FormatException>(store.Queries.ListJobsAsync(Acme, new(), new(key), default));
        await Should.ThrowAsync<FormatException>(store.Queries.ListLedgerAsync(Acme, new(), new(key), default));
        await Should.ThrowAsync<FormatException>(store.Queries.ListAuditAsync(Acme, new(key), default));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    public async Task Page_BeyondTheLimit_IsRefused(int limit)
    {
        await using var store = await server.NewStoreAsync();
        await Should.ThrowAsync<ArgumentOutOfRangeException>(store.Queries.ListJobsAsync(Acme, new(), new("", limit), default));
    }

    [Fact]
    public async Task Overview_CountsWhatIsThere()
    {
        await using var store = await server.NewStoreAsync();
        var owner = UserId.New(TimeProvider.System);
        var agent = NewAgent();
        await store.CommitAsync(Commit(
            New(Job(owner: owner)), New(Job()), New(Job(state: JobState.Completed)), New(User("anna")), New(User("bert") with { Active = false }),
            NewDevice("d1", new() { PrinterState = 3 }), NewDevice("d2", new() { PrinterState = 5 }), NewDevice("d3"),
            agent with { Row = agent.Row with { CertificateSerial = "0a" } }, NewAgent("a2"))
            with { Ledger = [Ledger(), Ledger(), Ledger(at: Now.AddDays(-1))] });
        (await store.Queries.OverviewAsync(Acme, Now, default)).ShouldBe(new Overview(2, 1, 2, 12, 1, 3, 2, 1));
    }

    [Fact]
    public async Task Commands_UntilAnswered_AreOpenOldestFirst()
    {
        await using var store = await server.NewStoreAsync();
        SiteCommand Command(string id, int minute) => new() { Tenant = Acme, Site = North, Id = id, At = Now.AddMinutes(minute), Kind = SiteCommandKind.DeleteJob, Job = JobId.New(TimeProvider.System) };
        var (later, first) = (Command("b", 1), Command("c", 0));
        await store.CommitAsync(Commit(new CommandAdded(later) { ExpectedVersion = 0 }, new CommandAdded(first) { ExpectedVersion = 0 }));
        (await store.Records.ListOpenCommandsAsync(Acme, North, null, 10, default)).ShouldBe([first, later]);

        var own = Command("d", 2) with { Agent = AgentId.Parse("a2") };
        await store.CommitAsync(Commit(new CommandAdded(own) { ExpectedVersion = 0 }));
        (await store.Records.ListOpenCommandsAsync(Acme, North, AgentId.Parse("a1"), 10, default)).ShouldBe([first, later], "one that is meant for another agent is not for this one");
        (await store.Records.ListOpenCommandsAsync(Acme, North, AgentId.Parse("a2"), 10, default)).ShouldBe([first, later, own]);

        var answer = Commit(new CommandAnswered(North, "c", true, "") { ExpectedVersion = 1 });
        (await store.CommitAsync(answer)).Code.ShouldBe(CommitCode.Committed);
        (await store.CommitAsync(answer)).Code.ShouldBe(CommitCode.Conflict);
        (await store.Records.ListOpenCommandsAsync(Acme, North, null, 10, default)).ShouldBe([later, own]);
    }

    [Fact]
    public async Task EnrolmentToken_FindsItsAgent_AndOnlyWithoutBeingEmpty()
    {
        await using var store = await server.NewStoreAsync();
        var token = new string('c', 64);
        await store.CommitAsync(Commit(NewAgent("a1", token), NewAgent("a2")));
        (await store.Records.FindAgentByTokenAsync(token, default))!.Id.Value.ShouldBe("a1");
        (await store.Records.FindAgentByTokenAsync("", default)).ShouldBeNull();
        (await store.Records.FindAgentByTokenAsync("x\0", default)).ShouldBeNull();
    }

    private static async Task<List<T>> AllAsync<T>(Func<PageRequest, Task<ResultPage<T>>> list, int limit)
    {
        var all = new List<T>();
        var after = "";
        do
        {
            var page = await list(new PageRequest(after, limit));
            page.Items.Length.ShouldBeLessThanOrEqualTo(limit);
            all.AddRange(page.Items);
            after = page.Next;
        }
        while (after.Length > 0);
        return all;
    }
}
