using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Sites;

/// <summary>Agents whose disk, and servers whose database, came back from a backup.</summary>
public sealed class LineageTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly AgentStart First = new(new string('1', 32), 1);
    private readonly GrainHost _host = new();
    private Branch _branch = null!;

    public async Task InitializeAsync() => _branch = await new Branch(_host.Grains, _host.Time).SetUpAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    // mutant: AgentLineage.ForkedFrom gives null
    [Fact]
    public async Task Agent_RestoredFromABackup_IsFencedAuditedAndShown_AndNothingOfItIsTaken()
    {
        await LinkAndReportAsync(5);
        var copy = new AgentStart(new string('2', 32), 3);

        var opened = await OpenAsync(new JournalClaim { Starts = [First, copy], Last = 4, Acknowledged = 2 });

        (opened.Code, opened.Message).ShouldBe((LinkCode.Fenced, opened.Message));
        opened.Message.ShouldContain("restored from an older backup");
        var fence = (await AgentAsync()).Fence.ShouldNotBeNull();
        (fence.From, fence.Through).ShouldBe((3, 5));
        var entry = _host.Records.Audit[^1].Entry;
        (entry.Action, entry.Success, entry.Details["from"], entry.Details["through"]).ShouldBe(("agent.fenced", false, "3", "5"));
        (await IngestAsync(copy, 6)).Code.ShouldBe(IngestCode.Gap);
        (await OpenAsync(new JournalClaim { Starts = [First, copy], Last = 4, Acknowledged = 2 })).Code.ShouldBe(LinkCode.Fenced);
        _host.Records.Audit.Count(row => row.Entry.Action == "agent.fenced").ShouldBe(1, "once a start");
    }

    [Fact]
    public async Task Fence_Accepted_LetsTheAgentGoOnWhereItParted()
    {
        await LinkAndReportAsync(5);
        var copy = new AgentStart(new string('2', 32), 3);
        var claim = new JournalClaim { Starts = [First, copy], Last = 4, Acknowledged = 2 };
        await OpenAsync(claim);
        (await ResolveAsync(First, accept: true)).Code.ShouldBe(CommandCode.Refused, "another start than the fenced one");

        (await ResolveAsync(copy, accept: true)).Code.ShouldBe(CommandCode.Done);
        var opened = await OpenAsync(claim);

        (opened.Code, opened.Committed, opened.TakeSnapshot).ShouldBe((LinkCode.Ok, 2, true));
        (await IngestAsync(copy, 3)).ShouldSatisfyAllConditions(result => result.Code.ShouldBe(IngestCode.Ok), result => result.Committed.ShouldBe(3));
        (await IngestAsync(First, 4)).Code.ShouldBe(IngestCode.Gap, "the other line is cut off");
        (await AgentAsync()).Fence.ShouldBeNull();
        _host.Records.Audit.Select(row => row.Entry.Action).ShouldContain("agent.resumed");
    }

    [Fact]
    public async Task Fence_IsForAdministratorsToResolve() =>
        (await _branch.Site.ResolveFenceAsync(new ResolveFence { Agent = Branch.Agent, Start = First.Id, Accept = true }, Actor.Anonymous("192.0.2.1"), None)).Code.ShouldBe(CommandCode.Forbidden);

    // mutant: the store does not look at the start of an event. Another process let the newer start in; this one's memory does not know it.
    [Fact]
    public async Task Events_OfAStartThatWasReplacedBehindOurBack_AreNotCommitted()
    {
        await LinkAndReportAsync(2);
        await using var twin = _host.Twin();
        var second = new AgentStart(new string('2', 32), 3);
        (await twin.Grains.Site(Branch.Tenant, Branch.SiteId).OpenLinkAsync(new OpenLink { Agent = Branch.Agent, Journal = new JournalClaim { Starts = [First, second], Last = 2, Acknowledged = 2 } }, None)).Code.ShouldBe(LinkCode.Ok);

        (await IngestAsync(First, 3)).ShouldSatisfyAllConditions(result => result.Code.ShouldBe(IngestCode.Gap), result => result.Committed.ShouldBe(2));
    }

    // mutant: write the verdict without the committed sequence that it rests on
    [Fact]
    public async Task Event_CommittedWhileANewStartIsJudged_MakesItAFork()
    {
        await LinkAndReportAsync(2);
        await using var twin = _host.Twin();
        var second = new AgentStart(new string('2', 32), 3);
        var old = twin.Grains.Site(Branch.Tenant, Branch.SiteId);
        await old.GetAsync(None);
        _host.Records.Order(commit =>
        {
            _host.Records.CommitAsync(new Commit { Tenant = Branch.Tenant, AuditChain = "north", Event = new AppliedEvent(Branch.SiteId, Branch.Agent, 3, First.Id) }, None).GetAwaiter().GetResult();
            return null;
        });

        (await OpenAsync(new JournalClaim { Starts = [First, second], Last = 2, Acknowledged = 2 })).Code.ShouldBe(LinkCode.Fenced);
    }

    [Fact]
    public async Task Agent_AheadOfARestoredDatabase_SendsAgainWhatItHas()
    {
        await LinkAndReportAsync(2);
        var opened = await OpenAsync(new JournalClaim { Starts = [First], Last = 6, Acknowledged = 6, Oldest = 1 });
        (opened.Code, opened.Committed, opened.TakeSnapshot).ShouldBe((LinkCode.Ok, 2, true));
        _host.Records.Audit[^1].Entry.Action.ShouldBe("agent.resends");
    }

    // mutant: only certificates that are on record are good. Agents whose last renewal the restored database does not know would be cut off for ever.
    [Fact]
    public async Task Certificate_NewerThanARestoredDatabaseKnows_IsTakenIn_AndAnOlderOneIsNot()
    {
        var known = (await AgentAsync()).CertificateExpires!.Value;
        (await AuthorizeAsync("ABCD", known.AddDays(60))).ShouldBe(AgentAuthorization.Ok);
        (await AuthorizeAsync(_branch.Serial, known)).ShouldBe(AgentAuthorization.Superseded);
        (await AuthorizeAsync("EF01", known.AddDays(59))).ShouldBe(AgentAuthorization.Superseded);
        await _branch.Site.RevokeAgentAsync(Branch.Agent, Branch.System, None);
        (await AuthorizeAsync("EF02", known.AddDays(90))).ShouldBe(AgentAuthorization.Revoked);
    }

    private Task<AgentAuthorization> AuthorizeAsync(string serial, DateTimeOffset expires) =>
        _branch.Site.AuthorizeCertificateAsync(new AgentCertificate { Agent = Branch.Agent, Serial = serial, Expires = expires }, None);

    private async Task LinkAndReportAsync(int events)
    {
        (await OpenAsync(new JournalClaim { Starts = [First] })).Code.ShouldBe(LinkCode.Ok);
        for (var sequence = 1; sequence <= events; sequence++)
        {
            (await IngestAsync(First, sequence)).Committed.ShouldBe(sequence);
        }
    }

    private Task<OpenLinkResult> OpenAsync(JournalClaim claim) => _branch.Site.OpenLinkAsync(new OpenLink { Agent = Branch.Agent, Journal = claim }, None);

    private Task<IngestResult> IngestAsync(AgentStart start, long sequence) => _branch.Site.IngestAsync(
        new IngestFacts { Agent = Branch.Agent, Start = start.Id, Facts = [new AgentFact(sequence, _host.Time.GetUtcNow(), Branch.Received(JobId.New(TimeProvider.System), _branch.Anna))] }, None);

    private Task<CommandResult> ResolveAsync(AgentStart start, bool accept) =>
        _branch.Site.ResolveFenceAsync(new ResolveFence { Agent = Branch.Agent, Start = start.Id, Accept = accept }, Branch.System, None);

    private async Task<SiteAgent> AgentAsync() => (await _branch.Site.GetAsync(None))!.Agents.Single().Agent;
}
