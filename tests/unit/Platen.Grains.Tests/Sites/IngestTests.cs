using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Sites;

/// <summary>Facts go in order to the records they are about, exactly once in effect, and one bad fact stops nothing.</summary>
public sealed class IngestTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();
    private readonly JobId _job = JobId.New(TimeProvider.System);
    private readonly ReleaseId _release = ReleaseId.New(TimeProvider.System);
    private Branch _branch = null!;

    public async Task InitializeAsync() => _branch = await new Branch(_host.Grains, _host.Time).SetUpAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Ingest_AJobsWay_EndsInTheLedgerOnce()
    {
        var result = await _branch.ReportAsync(Branch.Received(_job, _branch.Anna), _branch.Started(_job, _release), _branch.Finished(_job, _release));
        (result.Code, result.Committed, result.Parked).ShouldBe((IngestCode.Ok, 3, 0));
        var entry = _host.Records.Ledger.ShouldHaveSingleItem();
        (entry.User, entry.Impressions, entry.PriceE4, entry.Currency).ShouldBe((_branch.Anna, 3, 900, "EUR"));
        var job = (await _host.Grains.Job(Branch.Tenant, _job).GetAsync(CancellationToken.None))!;
        (job.State, job.PrintedTimes, job.Version).ShouldBe((JobState.Completed, 1, 3));
        _host.Records.Audit.Where(row => row.Chain == "north").Select(row => row.Entry.Action).ShouldBe(["job.received", "job.release-started", "job.printed"]);
        _host.Records.Audit.ShouldAllBe(row => !row.Entry.Details.Values.Any(value => value.Contains("Secret")));
    }

    // Mutant: apply what is at or below the committed sequence.
    [Fact]
    public async Task Ingest_TheSameBatchAgain_ChangesNothing()
    {
        var facts = new[] { _branch.Next(Branch.Received(_job, _branch.Anna)), _branch.Next(_branch.Started(_job, _release)), _branch.Next(_branch.Finished(_job, _release)) };
        await _branch.IngestAsync([.. facts]);
        var commits = _host.Records.Commits;
        var again = await _branch.IngestAsync([.. facts]);
        (again.Code, again.Committed, _host.Records.Commits).ShouldBe((IngestCode.Ok, 3, commits));
    }

    // Mutant: take the sequence from memory only. After a restart the memory is empty, the record is not.
    [Fact]
    public async Task Ingest_AfterARestart_GoesOnWhereTheRecordIs()
    {
        var first = _branch.Next(Branch.Received(_job, _branch.Anna));
        await _branch.IngestAsync(first);
        await _host.RestartAsync();
        var facts = new[] { first, _branch.Next(_branch.Started(_job, _release)) };
        var result = await _host.Grains.Site(Branch.Tenant, Branch.SiteId).IngestAsync(new IngestFacts { Agent = Branch.Agent, Facts = [.. facts] }, CancellationToken.None);
        (result.Code, result.Committed).ShouldBe((IngestCode.Ok, 2));
    }

    [Fact]
    public async Task Ingest_WithAGap_SaysWhatIsCommitted()
    {
        await _branch.ReportAsync(Branch.Received(_job, _branch.Anna));
        var result = await _branch.IngestAsync(new AgentFact(5, _host.Time.GetUtcNow(), _branch.Started(_job, _release)));
        (result.Code, result.Committed).ShouldBe((IngestCode.Gap, 1));
    }

    // I2. Mutant: treat a duplicate release as a duplicate event; the sequence would never be committed and the journal would stop.
    [Fact]
    public async Task Ingest_ARepeatedReleaseUnderANewSequence_IsParkedAndTheRestGoesOn()
    {
        var next = JobId.New(_host.Time);
        var result = await _branch.ReportAsync(
            Branch.Received(_job, _branch.Anna), _branch.Started(_job, _release), _branch.Finished(_job, _release), _branch.Finished(_job, _release), Branch.Received(next, _branch.Anna));
        (result.Code, result.Committed, result.Parked).ShouldBe((IngestCode.Ok, 5, 1));
        _host.Records.Ledger.Count.ShouldBe(1);
        Parked().ShouldBe([RejectionReason.AlreadyCharged]);
        (await _host.Grains.Job(Branch.Tenant, _job).GetAsync(CancellationToken.None))!.PrintedTimes.ShouldBe(1);
        (await _host.Grains.Job(Branch.Tenant, next).GetAsync(CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Ingest_FactsThatDoNotFit_AreEachParkedWithTheirReason()
    {
        var result = await _branch.ReportAsync(
            _branch.Finished(_job, _release),
            Branch.Received(_job, _branch.Anna),
            Branch.Received(_job, _branch.Anna),
            new UnreadableFact("JobReceived", "job_id is no UUID"),
            new DeviceObserved { Device = DeviceId.Parse("ghost") },
            new DeviceObserved { Device = default },
            _branch.Login(LoginResult.WrongCredential) with { User = UserId.New(_host.Time) },
            new CommandDone { Command = Guid.NewGuid().ToString(), Ok = true },
            new CommandDone { Command = "nonsense", Ok = true });
        (result.Code, result.Committed, result.Parked).ShouldBe((IngestCode.Ok, 9, 8));
        Parked().ShouldBe([
            RejectionReason.UnknownJob, RejectionReason.JobExists, RejectionReason.InvalidFact, RejectionReason.UnknownDevice,
            RejectionReason.InvalidFact, RejectionReason.UnknownUser, RejectionReason.UnknownCommand, RejectionReason.InvalidFact]);
        _host.Records.Audit.Single(row => row.Entry.Subject == $"job:{_job}" && row.Entry.Details.GetValueOrDefault("reason") == RejectionReason.UnknownJob)
            .Entry.Details["release"].ShouldBe(_release.ToString());
    }

    // LG02, LG04. Mutant: alarms, and failed logins under names that nobody has, parked as facts that fit nowhere.
    [Fact]
    public async Task Ingest_AlarmsAndStrangersLogins_AreAudited()
    {
        var result = await _branch.ReportAsync(
            new AlarmChanged { Name = "spool.disk", Level = "warning", Detail = "The spool is full to 91 % by disk." },
            new AlarmChanged { Name = "spool.disk", Level = "", Detail = "The spool is full to 60 % by disk." },
            new AlarmChanged { Name = "Spool\nDisk", Level = "warning" },
            new AlarmChanged { Name = "spool.disk", Level = "red" },
            _branch.Login(LoginResult.WrongCredential) with { User = null, Device = default, SourceAddress = "192.0.2.66" });

        (result.Code, result.Parked).ShouldBe((IngestCode.Ok, 2));
        var rows = _host.Records.Audit.Select(row => row.Entry).Where(entry => entry.Action is "alarm.raised" or "alarm.ended" or "login.failed").ToList();
        rows.Select(entry => (entry.Action, entry.Success, entry.Details.GetValueOrDefault("level"), entry.Details.GetValueOrDefault("address"))).ShouldBe(
            [("alarm.raised", false, "warning", null), ("alarm.ended", true, "none", null), ("login.failed", false, null, "192.0.2.66")]);
        rows.ShouldAllBe(entry => entry.Subject == $"agent:{Branch.Agent}");
    }

    // Mutant: keep the row in memory after a fault. The outcome is unknown: here the commit was written although its answer was lost.
    [Fact]
    public async Task Ingest_WhenTheAnswerOfACommitIsLost_IsAppliedOnceAllTheSame()
    {
        await _branch.ReportAsync(Branch.Received(_job, _branch.Anna), _branch.Started(_job, _release));
        var fact = _branch.Next(_branch.Finished(_job, _release));
        _host.Records.Order(commit =>
        {
            _ = _host.Records.CommitAsync(commit, CancellationToken.None);
            throw new RecordStoreUnavailableException("the line was cut", outcomeUnknown: true);
        });
        await Should.ThrowAsync<RecordStoreUnavailableException>(() => _branch.IngestAsync(fact));
        var again = await _branch.IngestAsync(fact);
        (again.Code, again.Committed, _host.Records.Ledger.Count).ShouldBe((IngestCode.Ok, 3, 1));
        (await _host.Grains.Job(Branch.Tenant, _job).GetAsync(CancellationToken.None))!.PrintedTimes.ShouldBe(1);
    }

    // Mutant: park on a fault of the store. Good facts would be lost to the job because the database was away.
    [Fact]
    public async Task Ingest_WhileTheStoreIsAway_ParksNothing()
    {
        var fact = _branch.Next(Branch.Received(_job, _branch.Anna));
        for (var i = 0; i < 5; i++)
        {
            _host.Records.Order(_ => throw new RecordStoreUnavailableException("away", outcomeUnknown: false));
            await Should.ThrowAsync<RecordStoreUnavailableException>(() => _branch.IngestAsync(fact));
        }

        (await _branch.IngestAsync(fact)).Committed.ShouldBe(1);
        Parked().ShouldBeEmpty();
    }

    [Fact]
    public async Task Ingest_AFactThatAlwaysFails_IsParkedAtTheThirdTime()
    {
        var fact = _branch.Next(Branch.Received(_job, _branch.Anna));
        for (var i = 0; i < 2; i++)
        {
            _host.Records.Order(_ => throw new InvalidOperationException("a bug"));
            await Should.ThrowAsync<InvalidOperationException>(() => _branch.IngestAsync(fact));
        }

        _host.Records.Order(_ => throw new InvalidOperationException("a bug"));
        var result = await _branch.IngestAsync(fact);
        (result.Code, result.Committed, result.Parked).ShouldBe((IngestCode.Ok, 1, 1));
        Parked().ShouldBe([RejectionReason.Fault]);
    }

    // Mutant: rely on single activation. Two processes over one record are what a partition makes.
    [Fact]
    public async Task Ingest_ByTwoProcessesAtOnce_ChargesOnce()
    {
        await using var twin = _host.Twin();
        var facts = new List<AgentFact>();
        var releases = Enumerable.Range(0, 20).Select(_ => ReleaseId.New(TimeProvider.System)).ToList();
        facts.Add(_branch.Next(Branch.Received(_job, _branch.Anna)));
        foreach (var release in releases)
        {
            facts.Add(_branch.Next(_branch.Started(_job, release)));
            facts.Add(_branch.Next(_branch.Finished(_job, release)));
        }

        var batch = new IngestFacts { Agent = Branch.Agent, Facts = [.. facts] };
        var sites = new[] { _host.Grains.Site(Branch.Tenant, Branch.SiteId), twin.Grains.Site(Branch.Tenant, Branch.SiteId) };
        await Task.WhenAll(sites.Select(site => IngestAllAsync(site, batch)));
        _host.Records.Ledger.Select(entry => entry.Release).ShouldBe(releases);
        Parked().ShouldBeEmpty();
        _host.Records.All<Job>().Single().PrintedTimes.ShouldBe(20);
    }

    [Fact]
    public async Task Ingest_FromARevokedOrUnknownAgent_IsRefused()
    {
        await _branch.Site.RevokeAgentAsync(Branch.Agent, Branch.System, CancellationToken.None);
        (await _branch.ReportAsync(Branch.Received(_job, _branch.Anna))).Code.ShouldBe(IngestCode.Refused);
        var stranger = new IngestFacts { Agent = AgentId.Parse("stranger"), Facts = [] };
        (await _branch.Site.IngestAsync(stranger, CancellationToken.None)).Code.ShouldBe(IngestCode.Refused);
    }

    [Fact]
    public async Task Ingest_TooManyFacts_IsRefusedByName()
    {
        var facts = Enumerable.Range(0, ISiteGrain.FactsMax + 1).Select(_ => _branch.Next(Branch.Received(_job, null)));
        (await Should.ThrowAsync<ArgumentException>(() => _branch.IngestAsync([.. facts]))).Message.ShouldContain("1000 at most");
    }

    // AU20. Mutant: only logins at devices routed; those of print jobs would be parked
    [Fact]
    public async Task Ingest_ALoginWithAPrintJob_IsAuditedForItsUser()
    {
        var result = await _branch.ReportAsync(_branch.Login(LoginResult.WrongCredential) with { Device = default }, _branch.Login(LoginResult.Ok) with { Device = default });

        (result.Code, result.Parked).ShouldBe((IngestCode.Ok, 0));
        _host.Records.Audit.Where(row => row.Chain == "north").Select(row => (row.Entry.Action, row.Entry.Origin)).ShouldBe([("login.failed", "ipps"), ("login.ok", "ipps")]);
    }

    [Fact]
    public async Task Ingest_Logins_AreAuditedAndShownAtTheDevice()
    {
        await _branch.ReportAsync(_branch.Login(LoginResult.Ok, LoginMethod.Card, "session-1"));
        var device = _host.Grains.Device(Branch.Tenant, Branch.SiteId, Branch.DeviceId);
        (await device.GetAsync(CancellationToken.None))!.Sessions.ShouldHaveSingleItem().User.ShouldBe(_branch.Anna);
        await _branch.ReportAsync(new LoggedOut { Device = Branch.DeviceId, User = _branch.Anna, Session = "session-1" });
        (await device.GetAsync(CancellationToken.None))!.Sessions.ShouldBeEmpty();
        _host.Records.Audit.Where(row => row.Chain == "north").Select(row => row.Entry.Action).ShouldBe(["login.ok", "logout"]);
    }

    [Fact]
    public async Task Ingest_ADevicesStatus_IsRecorded()
    {
        await _branch.ReportAsync(new DeviceObserved { Device = Branch.DeviceId, PrinterState = 5, Reasons = ["media-empty-error"], PageCounter = 42 });
        var status = _host.Records.All<Device>().Single().Status;
        (status.PrinterState, status.Reasons.Single(), status.PageCounter).ShouldBe((5, "media-empty-error", 42));
    }

    private static async Task IngestAllAsync(ISiteGrain site, IngestFacts batch)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var result = await site.IngestAsync(batch, CancellationToken.None).WaitAsync(GrainHost.Limit);
            if (result.Code == IngestCode.Ok)
            {
                return;
            }
        }

        throw new TimeoutException("The batch was not committed in 200 attempts.");
    }

    private IEnumerable<string> Parked() => _host.Records.Audit.Where(row => row.Entry.Action == "event.parked").Select(row => row.Entry.Details["reason"]);
}
