using Microsoft.Extensions.Logging.Abstractions;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Offline;
using Platen.SiteAgent.Tests.Sessions;
using Platen.SiteAgent.Tests.Spool;

namespace Platen.SiteAgent.Tests.Offline;

/// <summary>MS05: what a site that is cut off has counted and taken on is in its real journal, so a restart neither loses nor doubles any of it.</summary>
public sealed class WaitingFactsTests : IAsyncLifetime
{
    private const int PagesMax = 10;
    private readonly SpoolFixture _spool = new();
    private SessionFixture _people = null!;

    public async Task InitializeAsync()
    {
        _people = await SessionFixture.StartAsync();
        _people.Link.IsOnline = false;
        await _spool.OpenAsync();
    }

    public async Task DisposeAsync()
    {
        _people.Dispose();
        await _spool.DisposeAsync();
    }

    // mutants: pages kept in memory only; counted again when they are read; read in the background, so that the first release after a restart goes through
    [Fact]
    public async Task Pages_PrintedBeforeARestart_AreCountedOnceAfterIt()
    {
        var (job, first, second) = (await _spool.ReceiveAsync(SpoolFixture.Bytes(10), _spool.User), NewRelease(), NewRelease());
        await using (var before = await StartAsync())
        {
            before.Pages.TryTake(_spool.User, first, 3, PagesMax).ShouldBeTrue();
            await PrintAsync(job, first, pages: 3);
            before.Pages.TryTake(_spool.User, second, 4, PagesMax).ShouldBeTrue();
            await PrintAsync(job, second, pages: 4);
        }

        await _spool.RestartAsync();
        await using var after = await StartAsync();

        after.Pages.TryTake(_spool.User, NewRelease(), 4, PagesMax).ShouldBeFalse("3 and 4 of 10 are used");
        after.Pages.TryTake(_spool.User, first, 3, PagesMax).ShouldBeTrue("the same release again is counted already");
        after.Pages.TryTake(_spool.User, NewRelease(), 3, PagesMax).ShouldBeTrue("mutant: counted twice");
        after.Pages.TryTake(_spool.User, NewRelease(), 1, PagesMax).ShouldBeFalse();

        _spool.Engine.Journal.Acknowledge(_spool.Engine.Journal.LastSequence);
        after.Pages.TryTake(_spool.User, NewRelease(), 7, PagesMax).ShouldBeTrue("the server has heard of them; only what was let through a moment ago still counts");
    }

    [Fact]
    public async Task Pages_OfWhatDidNotPrint_AreTheUsersAgain()
    {
        var (job, release) = (await _spool.ReceiveAsync(SpoolFixture.Bytes(10), _spool.User), NewRelease());
        await using var facts = await StartAsync();
        facts.Pages.TryTake(_spool.User, release, 10, PagesMax).ShouldBeTrue();
        facts.Pages.TryTake(_spool.User, NewRelease(), 1, PagesMax).ShouldBeFalse();
        await PrintAsync(job, release, pages: 0, ReleaseOutcome.NotPrinted);
        await facts.WaitAsync();
        facts.Pages.TryTake(_spool.User, release, 10, PagesMax).ShouldBeTrue();

        var refused = NewRelease();
        facts.Pages.TryTake(_spool.User, refused, 10, PagesMax).ShouldBeTrue("mutant: what ended without a page counts as it was asked for");
        facts.Pages.GiveBack(refused);
        facts.Pages.TryTake(_spool.User, NewRelease(), 10, PagesMax).ShouldBeTrue("mutant: a release that was refused keeps its pages");
    }

    // mutant: journaled, and not read again
    [Fact]
    public async Task CardAndPin_AskedForBeforeARestart_ArePendingAfterIt()
    {
        await using (var before = await StartAsync())
        {
            (await before.Cards.AddAsync(SessionFixture.Alice, SessionFixture.Mfp, "04FFEE1122", default)).ShouldBe(PendingCode.Taken);
            (await before.Pins.AddAsync(SessionFixture.Alice, SessionFixture.Mfp, default)).ShouldBe(PendingCode.Taken);
        }

        await _spool.RestartAsync();
        await using var after = await StartAsync();

        (await after.Cards.AddAsync(SessionFixture.Alice, SessionFixture.Mfp, "04FFEE1122", default)).ShouldBe(PendingCode.Known);
        (await after.Pins.AddAsync(SessionFixture.Alice, SessionFixture.Mfp, default)).ShouldBe(PendingCode.Known);
    }

    private static ReleaseId NewRelease() => ReleaseId.New(TimeProvider.System);

    private async Task<Facts> StartAsync()
    {
        var facts = new Facts(_people, _spool.Engine.Journal);
        await facts.Service.StartAsync(default);
        return facts;
    }

    private async Task PrintAsync(HeldJob job, ReleaseId release, int pages, ReleaseOutcome outcome = ReleaseOutcome.Completed)
    {
        (await _spool.Jobs.BeginReleaseAsync(job.Id, release, SpoolFixture.Device, _spool.User)).Code.ShouldBe(BeginReleaseCode.Started);
        await _spool.Jobs.FinishReleaseAsync(new JobReleaseFinished
        {
            JobId = job.Id.ToString(), ReleaseId = release.ToString(), DeviceId = SpoolFixture.Device.Value, UserId = _spool.User.ToString(), Outcome = outcome, Printed = new PageCount { Pages = pages, Evidence = Evidence.Device },
        });
    }

    /// <summary>What the agent keeps of a cut-off site, over the real journal, until it stops.</summary>
    private sealed class Facts : IAsyncDisposable
    {
        private readonly SiteAgent.Journal.AgentJournal _journal;

        public Facts(SessionFixture people, SiteAgent.Journal.AgentJournal journal)
        {
            _journal = journal;
            Pages = new OfflinePages(journal, people.Time);
            var gate = new OfflineGate(people.Replica, people.Link, Pages);
            (Cards, Pins) = (new PendingCards(people.Replica, journal, gate, people.Time), new PendingPins(people.Replica, journal, gate, people.Time));
            Service = new WaitingFacts(journal, Pages, Cards, Pins, NullLogger<WaitingFacts>.Instance);
        }

        public OfflinePages Pages { get; }

        public PendingCards Cards { get; }

        public PendingPins Pins { get; }

        public WaitingFacts Service { get; }

        /// <summary>Waits until all that is durable was read.</summary>
        public async Task WaitAsync()
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            while (Service.ReadThrough < _journal.LastSequence)
            {
                limit.IsCancellationRequested.ShouldBeFalse($"Waited 20 s for event {_journal.LastSequence}; read are those up to {Service.ReadThrough}.");
                await Task.Delay(TimeSpan.FromMilliseconds(5), CancellationToken.None);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await Service.StopAsync(default);
            Service.Dispose();
        }
    }
}
