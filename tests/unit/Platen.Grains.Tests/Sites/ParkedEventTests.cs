using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Sites;

/// <summary>What cannot be applied is kept, shown, and applied once when it fits; nothing is silently skipped.</summary>
public sealed class ParkedEventTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Actor Administrator = Branch.System;
    private readonly GrainHost _host = new();
    private readonly JobId _job = JobId.New(TimeProvider.System);
    private readonly ReleaseId _release = ReleaseId.New(TimeProvider.System);
    private Branch _branch = null!;

    private IParkedEventsGrain Parked => _host.Grains.ParkedEvents(Branch.Tenant);

    public async Task InitializeAsync() => _branch = await new Branch(_host.Grains, _host.Time).SetUpAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    // Mutants: keep the audit row only; retry in another order than the journal's.
    [Fact]
    public async Task Retry_AfterAnUpgradeThatReadsIt_RebuildsTheJobAndChargesItOnce()
    {
        var result = await _branch.IngestAsync(Unread(1), Reported(2, _branch.Started(_job, _release)), Reported(3, _branch.Finished(_job, _release)));
        (result.Code, result.Committed, result.Parked).ShouldBe((IngestCode.Ok, 3, 3));
        var rows = (await Parked.ListAsync(Branch.SiteId, new PageRequest("", 10), None)).Items;
        rows.Select(row => (row.Sequence, row.Reason)).ShouldBe([(1, RejectionReason.InvalidFact), (2, RejectionReason.UnknownJob), (3, RejectionReason.UnknownJob)]);
        _host.Records.Ledger.ShouldBeEmpty();

        _host.Reader.Learn(1, Branch.Received(_job, _branch.Anna));
        var retried = await Parked.RetryAllAsync(null, Administrator, None);

        (retried.Applied, retried.Parked).ShouldBe((3, 0));
        _host.Records.Ledger.ShouldHaveSingleItem().Release.ShouldBe(_release);
        (await _host.Grains.Job(Branch.Tenant, _job).GetAsync(None))!.State.ShouldBe(JobState.Completed);
        (await Parked.CountAsync(None)).ShouldBeEmpty();
        _host.Records.Audit.Count(row => row.Entry.Action == "event.retried" && row.Entry.Success).ShouldBe(3);
        (await Parked.RetryAsync(rows[2].Id, Administrator, None)).Code.ShouldBe(CommandCode.NotFound);
        _host.Records.Ledger.Count.ShouldBe(1);
    }

    // Mutant: no version of the parked row in the commit; two administrators at two servers then apply it twice.
    [Fact]
    public async Task Retry_AtTwoServersAtOnce_AppliesItOnce()
    {
        await using var twin = _host.Twin();
        await _branch.IngestAsync(Unread(1));
        _host.Reader.Learn(1, Branch.Received(_job, _branch.Anna));
        var id = (await Parked.ListAsync(null, new PageRequest("", 10), None)).Items.ShouldHaveSingleItem().Id;
        CommandResult? meanwhile = null;
        _host.Records.Order(_ =>
        {
            meanwhile = twin.Grains.ParkedEvents(Branch.Tenant).RetryAsync(id, Administrator, None).GetAwaiter().GetResult();
            return null;
        });

        var result = await Parked.RetryAsync(id, Administrator, None);

        new[] { meanwhile!.Code, result.Code }.ShouldBe([CommandCode.Done, CommandCode.NotFound]);
        _host.Records.Audit.Count(row => row.Entry.Action == "job.received").ShouldBe(1);
    }

    [Fact]
    public async Task Retry_OfWhatStillDoesNotFit_StaysWithItsReason()
    {
        await _branch.IngestAsync(Reported(1, _branch.Started(_job, _release)));
        var row = (await Parked.ListAsync(null, new PageRequest("", 10), None)).Items.ShouldHaveSingleItem();

        var result = await Parked.RetryAsync(row.Id, Administrator, None);

        result.Code.ShouldBe(CommandCode.Refused);
        result.Messages[0].ShouldContain(RejectionReason.UnknownJob);
        var still = (await Parked.ListAsync(null, new PageRequest("", 10), None)).Items.ShouldHaveSingleItem();
        (still.Id, still.Retries, still.RetriedAt).ShouldBe((row.Id, 1, _host.Time.GetUtcNow()));
    }

    // I2: the release was charged by another fact meanwhile.
    [Fact]
    public async Task Retry_OfARepeatedRelease_ChargesNothingAgain()
    {
        await _branch.ReportAsync(Branch.Received(_job, _branch.Anna), _branch.Started(_job, _release), _branch.Finished(_job, _release));
        _host.Reader.Learn(4, _branch.Finished(_job, _release));
        await _branch.IngestAsync(_branch.Next(_branch.Finished(_job, _release)) with { Raw = [4] });

        var retried = await Parked.RetryAllAsync(Branch.SiteId, Administrator, None);

        (retried.Applied, retried.Parked, _host.Records.Ledger.Count).ShouldBe((0, 1, 1));
        (await Parked.ListAsync(null, new PageRequest("", 10), None)).Items.ShouldHaveSingleItem().Reason.ShouldBe(RejectionReason.AlreadyCharged);
    }

    [Fact]
    public async Task Retry_OfTheAnswerToACommandThatIsNotOpen_StaysParked()
    {
        var answer = new CommandDone { Command = Guid.NewGuid().ToString(), Ok = true };
        await _branch.IngestAsync(Reported(1, answer));
        var retried = await Parked.RetryAllAsync(null, Administrator, None);
        (retried.Applied, retried.Parked).ShouldBe((0, 1));
        (await Parked.ListAsync(null, new PageRequest("", 10), None)).Items.ShouldHaveSingleItem().Reason.ShouldBe(RejectionReason.UnknownCommand);
    }

    [Fact]
    public async Task Discard_DemandsAReason_AndTheAuditLogKeepsIt()
    {
        await _branch.IngestAsync(Unread(1));
        var id = (await Parked.ListAsync(null, new PageRequest("", 10), None)).Items.ShouldHaveSingleItem().Id;

        (await Parked.DiscardAsync(new DiscardParked { Id = id, Reason = " " }, Administrator, None)).Code.ShouldBe(CommandCode.Invalid);
        (await Parked.CountAsync(None))[Branch.SiteId.Value].ShouldBe(1);
        (await Parked.DiscardAsync(new DiscardParked { Id = id, Reason = "a test page" }, Administrator, None)).Code.ShouldBe(CommandCode.Done);

        (await Parked.CountAsync(None)).ShouldBeEmpty();
        var entry = _host.Records.Audit.Single(row => row.Entry.Action == "event.discarded").Entry;
        (entry.Details["why"], entry.Details["sequence"], entry.Details["agent"]).ShouldBe(("a test page", "1", "north-1"));
    }

    [Fact]
    public async Task RetryAndDiscard_ByOrdinaryUsers_AreForbidden()
    {
        await _branch.IngestAsync(Unread(1));
        var id = (await Parked.ListAsync(null, new PageRequest("", 10), None)).Items.ShouldHaveSingleItem().Id;
        var anna = Actor.Of(_host.Records.All<User>().Single(), "192.0.2.9");
        (await Parked.RetryAsync(id, anna, None)).Code.ShouldBe(CommandCode.Forbidden);
        (await Parked.RetryAllAsync(null, anna, None)).Result.Code.ShouldBe(CommandCode.Forbidden);
        (await Parked.DiscardAsync(new DiscardParked { Id = id, Reason = "mine" }, anna, None)).Code.ShouldBe(CommandCode.Forbidden);
    }

    // A version that cannot read it, but keeps it.
    private AgentFact Unread(byte raw) => _branch.Next(new UnreadableFact("None", "This server does not know events of this kind: update it.")) with { Raw = [raw] };

    private AgentFact Reported(byte raw, FactBody body)
    {
        _host.Reader.Learn(raw, body);
        return _branch.Next(body) with { Raw = [raw] };
    }
}
