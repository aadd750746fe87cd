using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Devices;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Jobs;

/// <summary>A job of one site that is printed at another (MS02).</summary>
public sealed class RoamingTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly SiteId South = SiteId.Parse("south");
    private static readonly AgentId SouthAgent = AgentId.Parse("south-1");
    private readonly GrainHost _host = new();
    private readonly JobId _job = JobId.New(TimeProvider.System);
    private readonly ReleaseId _release = ReleaseId.New(TimeProvider.System);
    private static readonly ReleaseId Roaming = ReleaseId.New(TimeProvider.System);
    private Branch _branch = null!;
    private long _sequence;

    private ISiteGrain SouthSite => _host.Grains.Site(Branch.Tenant, South);

    public async Task InitializeAsync()
    {
        _branch = await new Branch(_host.Grains, _host.Time).SetUpAsync();
        await SouthSite.CreateAsync(new CreateSite { Name = "South" }, Branch.System, None);
        var token = (await SouthSite.AddAgentAsync(new AddAgent { Agent = SouthAgent }, Branch.System, None)).Token;
        (await SouthSite.EnrolAsync(new EnrolAgent { Token = token, Pkcs10 = [1] }, None)).Code.ShouldBe(EnrolCode.Enrolled);
        await _branch.ReportAsync(Branch.Received(_job, _branch.Anna), _branch.Started(_job, _release));
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Roamed_Printed_IsChargedOnceAndTheHolderIsAskedToEndTheHandOver()
    {
        (await ReportAsync(Roamed(ReleaseOutcome.Completed))).Parked.ShouldBe(0);

        _host.Records.Ledger.ShouldHaveSingleItem().Site.ShouldBe(South);
        var command = (await OpenAsync()).ShouldHaveSingleItem();
        (command.Kind, command.Job, command.Release, command.Outcome, command.PrintedAt).ShouldBe((SiteCommandKind.EndHandOver, _job, _release, ReleaseOutcome.Completed, South));
        (await JobAsync()).State.ShouldBe(JobState.Processing, "until its holder says otherwise");

        await _branch.ReportAsync(new CommandDone { Command = command.Id, Ok = true }, _branch.Finished(_job, _release) with { PrintedAt = South });
        (await JobAsync()).State.ShouldBe(JobState.Completed);
        (await OpenAsync()).ShouldBeEmpty();
        _host.Records.Ledger.Count.ShouldBe(1);
    }

    /// <summary>PR16. Mutant: what a delegate printed elsewhere is parked, so that nobody pays and the job stays locked.</summary>
    [Fact]
    public async Task Roamed_PrintedByADelegate_IsChargedToTheOwner()
    {
        var end = _branch.Finished(_job, Roaming) with { User = UserId.New(_host.Time) };

        (await ReportAsync(new JobRoamed { Job = _job, End = end })).Parked.ShouldBe(0);

        _host.Records.Ledger.ShouldHaveSingleItem().User.ShouldBe(_branch.Anna);
    }

    /// <summary>An agent that lost power between its journal and its note reports the end once more. Mutant: the ledger's release is not unique.</summary>
    [Fact]
    public async Task Roamed_ReportedTwice_IsChargedOnce()
    {
        await ReportAsync(Roamed(ReleaseOutcome.Completed));
        (await ReportAsync(Roamed(ReleaseOutcome.Completed))).Parked.ShouldBe(1);
        (await ReportAsync(Roamed(ReleaseOutcome.NotPrinted))).Parked.ShouldBe(0);
        _host.Records.Ledger.Count.ShouldBe(1);
    }

    /// <summary>Mutants: anybody may; the other site is not told; what it reports in the end is not charged.</summary>
    [Fact]
    public async Task LostRelease_GivenUp_GivesTheJobBackAndChargesWhatIsReportedAfterAll()
    {
        var job = _host.Grains.Job(Branch.Tenant, _job);
        var device = DeviceId.Parse("mfp-south");
        (await _host.Grains.Device(Branch.Tenant, South, device).PutAsync(new PutDevice { Name = "MFP", Host = "192.0.2.8", Protocol = DeliveryProtocol.Raw, Port = 9100 }, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        await _branch.ReportAsync(_branch.Finished(_job, _release, ReleaseOutcome.NotPrinted), _branch.Started(_job, Roaming) with { Device = device });
        var anna = Actor.Of((await _branch.AnnaGrain.GetAsync(None))!, "");
        (await job.EndLostReleaseAsync(Roaming, anna, None)).Result.Code.ShouldBe(CommandCode.Forbidden);
        (await job.EndLostReleaseAsync(ReleaseId.New(_host.Time), Branch.System, None)).Result.Code.ShouldBe(CommandCode.Refused);

        (await job.EndLostReleaseAsync(Roaming, Branch.System, None)).Result.Code.ShouldBe(CommandCode.Done);

        var end = (await OpenAsync()).ShouldHaveSingleItem();
        (end.Kind, end.Release, end.Outcome, end.PrintedAt).ShouldBe((SiteCommandKind.EndHandOver, Roaming, ReleaseOutcome.Partial, South));
        var withdrawal = (await _host.Records.ListOpenCommandsAsync(Branch.Tenant, South, null, 100, None)).ShouldHaveSingleItem();
        (withdrawal.Kind, withdrawal.Release).ShouldBe((SiteCommandKind.WithdrawRelease, Roaming));
        var audit = _host.Records.Audit[^1].Entry;
        (audit.Action, audit.Details["may-have-printed-at"]).ShouldBe(("job.lost-release-ended", South.Value));

        await _branch.ReportAsync(new CommandDone { Command = end.Id, Ok = true }, _branch.Finished(_job, Roaming, ReleaseOutcome.Partial) with { PrintedAt = South });
        (await JobAsync()).State.ShouldBe(JobState.PendingHeld);
        _host.Records.Ledger.ShouldBeEmpty();
        await ReportAsync(new JobRoamed { Job = _job, End = _branch.Finished(_job, Roaming) with { Device = device } });
        _host.Records.Ledger.ShouldHaveSingleItem().Site.ShouldBe(South);
    }

    [Fact]
    public async Task LostRelease_AtTheJobsOwnSite_IsRefused() =>
        (await _host.Grains.Job(Branch.Tenant, _job).EndLostReleaseAsync(_release, Branch.System, None)).Result.Code.ShouldBe(CommandCode.Refused);

    private JobRoamed Roamed(ReleaseOutcome outcome) => new() { Job = _job, End = _branch.Finished(_job, _release, outcome) };

    private Task<IngestResult> ReportAsync(FactBody body) =>
        SouthSite.IngestAsync(new IngestFacts { Agent = SouthAgent, Facts = [new AgentFact(++_sequence, _host.Time.GetUtcNow(), body)] }, None);

    private async Task<Job> JobAsync() => (await _host.Grains.Job(Branch.Tenant, _job).GetAsync(None))!;

    private async Task<IReadOnlyList<SiteCommand>> OpenAsync() => await _host.Records.ListOpenCommandsAsync(Branch.Tenant, Branch.SiteId, null, 100, None);
}
