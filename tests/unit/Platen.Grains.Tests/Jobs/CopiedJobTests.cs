using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Queues;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Devices;
using Platen.Grains.Abstractions.Jobs;
using Platen.Grains.Abstractions.Queues;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Jobs;

/// <summary>A job of the north whose copy lies in the south: the table of failures of ADR 0040, row by row (I3).</summary>
public sealed class CopiedJobTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly SiteId South = SiteId.Parse("south");
    private static readonly AgentId SouthAgent = AgentId.Parse("south-1");
    private static readonly DeviceId SouthDevice = DeviceId.Parse("mfp-south");
    private readonly GrainHost _host = new();
    private readonly JobId _job = JobId.New(TimeProvider.System);
    private readonly ReleaseId _north = ReleaseId.New(TimeProvider.System);
    private readonly ReleaseId _south = ReleaseId.New(TimeProvider.System);
    private Branch _branch = null!;
    private long _sequence;

    private IJobGrain Job => _host.Grains.Job(Branch.Tenant, _job);

    private ISiteGrain SouthSite => _host.Grains.Site(Branch.Tenant, South);

    public async Task InitializeAsync()
    {
        _branch = await new Branch(_host.Grains, _host.Time).SetUpAsync();
        await SouthSite.CreateAsync(new CreateSite { Name = "South" }, Branch.System, None);
        var token = (await SouthSite.AddAgentAsync(new AddAgent { Agent = SouthAgent }, Branch.System, None)).Token;
        await SouthSite.EnrolAsync(new EnrolAgent { Token = token, Pkcs10 = [1] }, None);
        await _host.Grains.Device(Branch.Tenant, South, SouthDevice).PutAsync(new PutDevice { Name = "MFP", Host = "192.0.2.8", Protocol = DeliveryProtocol.Raw, Port = 9100 }, Branch.System, None);
        await _branch.ReportAsync(Branch.Received(_job, _branch.Anna) with { CopiedTo = South });
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Received_WithCopies_OrdersTheCopyInTheSameTransaction()
    {
        var order = (await OpenAsync(South)).ShouldHaveSingleItem();

        (order.Kind, order.Job, order.SizeBytes).ShouldBe((SiteCommandKind.CopyJob, _job, 20_480));
        order.KeepUntil.ShouldBe((await RowAsync()).ReceivedAt + TimeSpan.FromDays(3));
        (await RowAsync()).Copies!.Agent.ShouldBeNull("nobody has it yet");
    }

    /// <summary>Row: origin lost, before any release.</summary>
    [Fact]
    public async Task OriginLost_BeforeAnyRelease_PrintsFromTheCopyAndIsChargedOnceThere()
    {
        await CopiedAsync();
        (await TakeSouthAsync(_south)).Code.ShouldBe(TakeCode.Granted);

        (await ReportSouthAsync(Roamed(_south, ReleaseOutcome.Completed))).Parked.ShouldBe(0);
        await ReportSouthAsync(Roamed(_south, ReleaseOutcome.Completed));

        var row = await RowAsync();
        (row.State, row.PrintedTimes, row.OpenRelease, row.Copies!.Taken).ShouldBe((JobState.Completed, 1, null, null));
        _host.Records.Ledger.ShouldHaveSingleItem().Site.ShouldBe(South);
        (await OpenAsync(Branch.SiteId)).ShouldHaveSingleItem().Kind.ShouldBe(SiteCommandKind.EndHandOver, "the origin hears of it when it is back");
        (await OpenAsync(South)).Select(command => command.Kind).ShouldBe([SiteCommandKind.CopyJob, SiteCommandKind.DropCopy], "the copy is of no more use");
    }

    /// <summary>Row: origin lost; then it comes back, and takes the job for one that was not printed. Mutant: the record gives a printed job to whoever asks.</summary>
    [Fact]
    public async Task OriginComesBack_AfterItWasPrintedFromTheCopy_DoesNotPrintItAgain()
    {
        await OriginLost_BeforeAnyRelease_PrintsFromTheCopyAndIsChargedOnceThere();

        (await TakeNorthAsync(_north)).Code.ShouldBe(TakeCode.Printed);
        await _branch.ReportAsync(_branch.Started(_job, _north), _branch.Finished(_job, _north, ReleaseOutcome.NotPrinted), _branch.Finished(_job, _south) with { PrintedAt = South });

        var row = await RowAsync();
        (row.State, row.PrintedTimes).ShouldBe((JobState.Completed, 1), "the holder's word about the same printing counts nothing");
        _host.Records.Ledger.Count.ShouldBe(1);
        (await TakeNorthAsync(_north, isReprint: true)).Code.ShouldBe(TakeCode.Granted, "whoever knows that it was printed may want it once more");
    }

    /// <summary>Rows: origin cut off, users at both; and: copy's site cut off with the right. Who has it keeps it, however long it is silent.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TakenByOne_TheOtherIsRefusedUntilTheWordOfWhoHasIt(bool isSouthFirst)
    {
        await CopiedAsync();
        (await TakeAsync(isSouthFirst)).Code.ShouldBe(TakeCode.Granted);
        _host.Time.Advance(TimeSpan.FromDays(2));

        (await TakeAsync(!isSouthFirst)).Code.ShouldBe(TakeCode.Busy);
        await ReportEndAsync(isSouthFirst, ReleaseOutcome.NotPrinted);

        (await TakeAsync(!isSouthFirst)).Code.ShouldBe(TakeCode.Granted, "given back by 'not printed'");
        (await TakeAsync(isSouthFirst)).Code.ShouldBe(TakeCode.Busy, "its release is over, and another has the job");
    }

    /// <summary>The origin takes a hand-over back, or reports a release that it has only begun: that is not the word of who has the right. Mutant: any 'not printed' about the release frees the row.</summary>
    [Fact]
    public async Task NotPrinted_FromAnotherAgentThanTheOneThatHasTheRight_FreesNothing()
    {
        await CopiedAsync();
        await TakeSouthAsync(_south);

        await _branch.ReportAsync(_branch.Started(_job, _south), _branch.Finished(_job, _south, ReleaseOutcome.NotPrinted));

        (await RowAsync()).Copies!.Taken!.Release.ShouldBe(_south);
        (await TakeNorthAsync(_north)).Code.ShouldBe(TakeCode.Busy);
    }

    /// <summary>Row: origin took the right, then was lost.</summary>
    [Fact]
    public async Task OriginLostWithTheRight_NobodyPrintsUntilAnAdministratorGivesItUp()
    {
        await CopiedAsync();
        await TakeNorthAsync(_north);
        (await TakeSouthAsync(_south)).Code.ShouldBe(TakeCode.Busy);
        (await Job.EndLostReleaseAsync(_north, Actor.Of((await _branch.AnnaGrain.GetAsync(None))!, ""), None)).Result.Code.ShouldBe(CommandCode.Forbidden);

        (await Job.EndLostReleaseAsync(_north, Branch.System, None)).Result.Code.ShouldBe(CommandCode.Done);

        var audit = _host.Records.Audit[^1].Entry;
        (audit.Action, audit.Details["may-have-printed-at"]).ShouldBe(("job.lost-release-ended", Branch.SiteId.Value));
        (await OpenAsync(Branch.SiteId)).ShouldHaveSingleItem().Kind.ShouldBe(SiteCommandKind.WithdrawRelease);
        (await TakeNorthAsync(_north)).Code.ShouldBe(TakeCode.Over, "the release that was given up is never revived");
        (await TakeSouthAsync(_south)).Code.ShouldBe(TakeCode.Granted);

        await _branch.ReportAsync(_branch.Started(_job, _north), _branch.Finished(_job, _north));
        _host.Records.Ledger.ShouldHaveSingleItem().Release.ShouldBe(_north, "paper is paper");
        (await RowAsync()).Copies!.Taken!.Release.ShouldBe(_south, "and it changes nothing else");
    }

    /// <summary>Row: its answer was lost.</summary>
    [Fact]
    public async Task Take_AskedAgainWithTheSameRelease_GetsTheSameAnswerAndIsNotTakenTwice()
    {
        await CopiedAsync();
        (await TakeNorthAsync(_north)).Code.ShouldBe(TakeCode.Granted);
        var epoch = (await RowAsync()).Copies!.Epoch;

        (await TakeNorthAsync(_north)).Code.ShouldBe(TakeCode.Granted);

        (await RowAsync()).Copies!.Epoch.ShouldBe(epoch);
        (await TakeSouthAsync(_north)).Code.ShouldBe(TakeCode.Busy, "the same release at another agent is not the same");
        _host.Records.Audit.Count(entry => entry.Entry.Action == "job.release-taken").ShouldBe(1);
    }

    /// <summary>Row: both ask at the same moment, and two activations answer. Mutant: the job's version is not compared.</summary>
    [Fact]
    public async Task Take_OfTwoAtOnceOverTwoActivations_OneGetsIt()
    {
        await CopiedAsync();
        await using var twin = _host.Twin();
        var other = twin.Grains.Job(Branch.Tenant, _job);
        await other.GetAsync(None);
        await Job.GetAsync(None);

        var answers = await Task.WhenAll(TakeNorthAsync(_north), other.TakeReleaseAsync(Wish(true, _south), None));

        answers.Count(answer => answer.Code == TakeCode.Granted).ShouldBe(1);
        answers.Count(answer => answer.Code == TakeCode.Busy).ShouldBe(1);
    }

    /// <summary>Row: job ends while the copy's site is cut off.</summary>
    [Fact]
    public async Task JobEnds_WhileTheCopysSiteIsCutOff_TheCopyHasNoRightAndIsOrderedAway()
    {
        await CopiedAsync();

        await _branch.ReportAsync(new JobDeleted { Job = _job, Cause = DeletionCause.Owner, User = _branch.Anna });

        (await TakeSouthAsync(_south)).Code.ShouldBe(TakeCode.Gone);
        (await OpenAsync(South)).Select(command => command.Kind).ShouldBe([SiteCommandKind.CopyJob, SiteCommandKind.DropCopy]);
    }

    /// <summary>A site with two agents: each may have begun a copy. Mutant: what the first one answers ends the order for both.</summary>
    [Fact]
    public async Task JobEnds_AtASiteWithTwoAgents_EachIsToldUntilItHasAnsweredItself()
    {
        var second = AgentId.Parse("south-2");
        var token = (await SouthSite.AddAgentAsync(new AddAgent { Agent = second }, Branch.System, None)).Token;
        await SouthSite.EnrolAsync(new EnrolAgent { Token = token, Pkcs10 = [2] }, None);
        await CopiedAsync();
        await _branch.ReportAsync(new JobDeleted { Job = _job, Cause = DeletionCause.Owner, User = _branch.Anna });

        var drop = (await OpenAsync(South, SouthAgent)).Single(command => command.Kind == SiteCommandKind.DropCopy);
        (await ReportSouthAsync(new CommandDone { Command = drop.Id, Ok = true, Message = "" })).Parked.ShouldBe(0);

        (await OpenAsync(South, SouthAgent)).ShouldNotContain(command => command.Kind == SiteCommandKind.DropCopy);
        (await OpenAsync(South, second)).Count(command => command.Kind == SiteCommandKind.DropCopy).ShouldBe(1);
    }

    /// <summary>The agent is lost, and nobody has revoked it. Mutants: an order is given up while its agent may still come; by the order's age alone; one that was given up is not told of.</summary>
    [Fact]
    public async Task JobEnds_AndTheCopysAgentIsNeverHeardOfAgain_ItsOrderIsGivenUpOnceAndAudited()
    {
        await CopiedAsync();
        await SouthSite.HeartbeatAsync(new AgentHeartbeat { Agent = SouthAgent, Clock = _host.Time.GetUtcNow() }, None);
        await _branch.ReportAsync(new JobDeleted { Job = _job, Cause = DeletionCause.Owner, User = _branch.Anna });
        var watch = _host.Grains.Replication(Branch.Tenant);

        _host.Time.Advance(TimeSpan.FromDays(10));
        await SouthSite.HeartbeatAsync(new AgentHeartbeat { Agent = SouthAgent, Clock = _host.Time.GetUtcNow() }, None);
        _host.Time.Advance(TimeSpan.FromDays(14.9));
        await watch.WatchAsync(None);
        (await OpenAsync(South)).ShouldContain(command => command.Kind == SiteCommandKind.DropCopy, "its agent may still come");

        _host.Time.Advance(TimeSpan.FromDays(0.2));
        await watch.WatchAsync(None);
        _host.Time.Advance(TimeSpan.FromHours(2));
        await watch.WatchAsync(None);

        (await OpenAsync(South)).ShouldNotContain(command => command.Kind == SiteCommandKind.DropCopy);
        var told = _host.Records.Audit.Where(row => row.Entry.Action == "command.given-up").ShouldHaveSingleItem().Entry;
        (told.Details["site"], told.Details["agent"], told.Details["job"]).ShouldBe((South.Value, SouthAgent.Value, _job.ToString()));
    }

    /// <summary>The job ended before its copy was whole: what comes after all is ordered away again.</summary>
    [Fact]
    public async Task Copied_AfterTheJobEnded_IsOrderedAwayAgain()
    {
        await _branch.ReportAsync(new JobDeleted { Job = _job, Cause = DeletionCause.Owner, User = _branch.Anna });

        await CopiedAsync();

        (await OpenAsync(South)).Count(command => command.Kind == SiteCommandKind.DropCopy).ShouldBe(2);
        (await RowAsync()).Copies!.Agent.ShouldBeNull();
    }

    /// <summary>The origin is lost: its outbox waits for ever, but nobody prints what its owner has deleted.</summary>
    [Fact]
    public async Task RequestDelete_OfAJobWhoseOriginIsLost_EndsItsCopyAtOnce()
    {
        await CopiedAsync();
        var anna = Actor.Of((await _branch.AnnaGrain.GetAsync(None))!, "");

        (await Job.RequestDeleteAsync(anna, None)).Result.Code.ShouldBe(CommandCode.Done);

        (await TakeSouthAsync(_south)).Code.ShouldBe(TakeCode.Gone);
        (await OpenAsync(South))[^1].Kind.ShouldBe(SiteCommandKind.DropCopy);
        (await OpenAsync(Branch.SiteId)).ShouldHaveSingleItem().Kind.ShouldBe(SiteCommandKind.DeleteJob);
    }

    [Fact]
    public async Task Copied_FromAnotherSiteThanTheOneThatKeepsCopies_IsParked()
    {
        (await _branch.ReportAsync(new JobCopied { Job = _job })).Parked.ShouldBe(1);
        (await RowAsync()).Copies!.Agent.ShouldBeNull();
    }

    [Fact]
    public async Task CopyGone_NobodyPrintsFromIt()
    {
        await CopiedAsync();
        await ReportSouthAsync(new JobCopied { Job = _job, IsGone = true });

        (await TakeSouthAsync(_south)).Code.ShouldBe(TakeCode.Gone);
        (await TakeNorthAsync(_north)).Code.ShouldBe(TakeCode.Granted);
    }

    [Fact]
    public async Task Take_OfAJobWithoutCopies_IsNotAnswered()
    {
        var plain = JobId.New(_host.Time);
        await _branch.ReportAsync(Branch.Received(plain, _branch.Anna));

        (await _host.Grains.Job(Branch.Tenant, plain).TakeReleaseAsync(Wish(false, _north), None)).Code.ShouldBe(TakeCode.NoCopies);
    }

    [Theory]
    [InlineData(QueueKind.Private)]
    [InlineData(QueueKind.Direct)]
    public async Task Queue_ThatIsPrivateOrDirect_TakesNoCopies(QueueKind kind)
    {
        var queue = new PutQueue { Name = "Q", Kind = kind, Device = kind == QueueKind.Direct ? Branch.DeviceId : null, Copies = new CopyPolicy { Place = CopyPlace.Site, Site = South } };

        (await _host.Grains.Queue(Branch.Tenant, QueueId.Parse("q")).PutAsync(queue, Branch.System, None)).Messages.ShouldContain(message => message.Contains("Only a pull queue has copies"));
    }

    private Task<TakeReleaseResult> TakeAsync(bool isSouth) => isSouth ? TakeSouthAsync(_south) : TakeNorthAsync(_north);

    private Task<TakeReleaseResult> TakeNorthAsync(ReleaseId release, bool isReprint = false) => Job.TakeReleaseAsync(Wish(false, release) with { IsReprint = isReprint }, None);

    private Task<TakeReleaseResult> TakeSouthAsync(ReleaseId release) => Job.TakeReleaseAsync(Wish(true, release), None);

    private TakeRelease Wish(bool isSouth, ReleaseId release) => isSouth
        ? new TakeRelease { Release = release, Site = South, Agent = SouthAgent, Device = SouthDevice, User = _branch.Anna, FromCopy = true }
        : new TakeRelease { Release = release, Site = Branch.SiteId, Agent = Branch.Agent, Device = Branch.DeviceId, User = _branch.Anna };

    private Task<IngestResult> ReportEndAsync(bool isSouth, ReleaseOutcome outcome) =>
        isSouth ? ReportSouthAsync(Roamed(_south, outcome)) : _branch.ReportAsync(_branch.Finished(_job, _north, outcome));

    private JobRoamed Roamed(ReleaseId release, ReleaseOutcome outcome) => new() { Job = _job, End = _branch.Finished(_job, release, outcome) with { Device = SouthDevice } };

    private async Task CopiedAsync() => (await ReportSouthAsync(new JobCopied { Job = _job })).Parked.ShouldBe(0);

    private Task<IngestResult> ReportSouthAsync(FactBody body) =>
        SouthSite.IngestAsync(new IngestFacts { Agent = SouthAgent, Facts = [new AgentFact(++_sequence, _host.Time.GetUtcNow(), body)] }, None);

    private async Task<Job> RowAsync() => (await Job.GetAsync(None))!;

    private async Task<IReadOnlyList<SiteCommand>> OpenAsync(SiteId site, AgentId? agent = null) => await _host.Records.ListOpenCommandsAsync(Branch.Tenant, site, agent, 100, None);
}
