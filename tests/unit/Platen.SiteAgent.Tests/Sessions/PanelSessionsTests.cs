using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Sessions;
using static Platen.SiteAgent.Tests.Sessions.SessionFixture;

namespace Platen.SiteAgent.Tests.Sessions;

/// <summary>AU17–AU19: a session at a panel ends by itself, by its user and with the user's rights, and takes along what it left at the device.</summary>
public sealed class PanelSessionsTests : IAsyncLifetime
{
    private SessionFixture _fixture = null!;

    public async Task InitializeAsync() => _fixture = await StartAsync();

    public Task DisposeAsync()
    {
        _fixture.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Token_AtItsDevice_FindsTheSession()
    {
        var login = await _fixture.CardAsync(AliceCard);

        login.Token!.Length.ShouldBe(43);
        _fixture.Sessions.Find(login.Token, Mfp, touch: true)!.User.ShouldBe(Alice);
        _fixture.Sessions.Find(login.Token, OtherMfp, touch: true).ShouldBeNull();
        _fixture.Sessions.Find(login.Token[..^1] + "!", Mfp, touch: true).ShouldBeNull();
        _fixture.Sessions.Find(null, Mfp, touch: true).ShouldBeNull();
    }

    [Fact]
    public async Task Session_Idle_EndsAndIsJournaledAsTimeout()
    {
        var login = await _fixture.CardAsync(AliceCard);
        _fixture.Time.Advance(TimeSpan.FromSeconds(59));
        _fixture.Sessions.Find(login.Token, Mfp, touch: true).ShouldNotBeNull();
        _fixture.Time.Advance(TimeSpan.FromSeconds(59));
        _fixture.Sessions.Find(login.Token, Mfp, touch: false).ShouldNotBeNull();
        _fixture.Time.Advance(TimeSpan.FromSeconds(1));

        _fixture.Sessions.Find(login.Token, Mfp, touch: true).ShouldBeNull("a page that refreshes itself keeps no session alive");
        await _fixture.Sessions.SweepAsync(default);
        _fixture.Sessions.Count.ShouldBe(0);
        _fixture.Journal.Logouts.Single().ByTimeout.ShouldBeTrue();
    }

    [Fact]
    public async Task Session_Busy_EndsAfterItsLongestTime()
    {
        var login = await _fixture.CardAsync(AliceCard);
        for (var i = 0; i < 29; i++)
        {
            _fixture.Time.Advance(TimeSpan.FromSeconds(30));
            _fixture.Sessions.Find(login.Token, Mfp, touch: true).ShouldNotBeNull();
        }

        _fixture.Time.Advance(TimeSpan.FromSeconds(30));
        _fixture.Sessions.Find(login.Token, Mfp, touch: true).ShouldBeNull();
    }

    [Fact]
    public async Task Login_AtABusyDevice_EndsTheFormerSession()
    {
        var alice = await _fixture.CardAsync(AliceCard);
        var bob = await _fixture.CardAsync("B0B");
        var elsewhere = await _fixture.CardAsync(AliceCard, OtherMfp);

        _fixture.Sessions.Find(alice.Token, Mfp, touch: true).ShouldBeNull();
        _fixture.Sessions.Find(bob.Token, Mfp, touch: true)!.User.ShouldBe(Bob);
        _fixture.Sessions.Find(elsewhere.Token, OtherMfp, touch: true).ShouldNotBeNull();
        _fixture.Journal.Logouts.Single().SessionId.ShouldBe(alice.Session!.Id.ToString());
        _fixture.Sessions.Count.ShouldBe(2);
    }

    /// <summary>Mutant that this catches: rights looked at only at login (I5).</summary>
    [Fact]
    public async Task Session_OfUserWhoIsDeactivated_EndsAtOnce()
    {
        var login = await _fixture.CardAsync(AliceCard);
        using var sweeper = new PanelSessionSweeper(_fixture.Sessions, _fixture.Replica, _fixture.Time, Microsoft.Extensions.Logging.Abstractions.NullLogger<PanelSessionSweeper>.Instance);
        await sweeper.StartAsync(default);
        await _fixture.Time.WaitForTimersAsync();
        var alice = AliceRecord();
        alice.Active = false;
        await _fixture.SendAsync(new Change { User = alice });

        _fixture.Sessions.Find(login.Token, Mfp, touch: true).ShouldBeNull();
        SpinWait.SpinUntil(() => _fixture.Journal.Logouts.Any(), TimeSpan.FromSeconds(10)).ShouldBeTrue("waited 10 s for the sweeper to journal the end");
        await sweeper.StopAsync(default);
    }

    [Fact]
    public async Task Logout_Twice_IsJournaledOnce()
    {
        var login = await _fixture.CardAsync(AliceCard);

        await _fixture.Sessions.EndAsync(login.Session!, SessionEnd.Logout, default);
        await _fixture.Sessions.EndAsync(login.Session!, SessionEnd.Logout, default);
        (await _fixture.Sessions.EndAsync(login.Session!.Id, SessionEnd.Revoked, default)).ShouldBeFalse();

        _fixture.Journal.Logouts.Single().ByTimeout.ShouldBeFalse();
        _fixture.Sessions.Find(login.Token, Mfp, touch: true).ShouldBeNull();
    }

    [Fact]
    public async Task Releases_MoreThanAreRemembered_ForgetTheOldest()
    {
        var session = (await _fixture.CardAsync(AliceCard)).Session!;
        var releases = Enumerable.Range(0, PanelSession.ReleasesMax + 1).Select(_ => ReleaseId.New(_fixture.Time)).ToList();
        foreach (var release in releases)
        {
            session.Remember(new SessionRelease(release, JobId.New(_fixture.Time), "title", Guid.Empty, ReleaseRequestCode.Accepted));
        }

        session.FindRelease(releases[0]).ShouldBeNull();
        session.FindRelease(releases[^1]).ShouldNotBeNull();
    }

    // AU19; mutant: a session that ends without cancelling leaves its pages to the next person
    [Theory]
    [InlineData(nameof(SessionEnd.Logout), true)]
    [InlineData(nameof(SessionEnd.Revoked), true)]
    [InlineData(nameof(SessionEnd.TimedOut), false)]
    public async Task Session_ThatEnds_CancelsItsReleases_ButATimeOutLeavesThoseThatPrint(string end, bool isCanceled)
    {
        var session = _fixture.Sessions.Find((await _fixture.CardAsync(AliceCard)).Token, Mfp, touch: true)!;
        var (prints, stands) = (Remember(session, ""), Remember(session, "The device has stopped: media-jam."));

        await _fixture.Sessions.EndAsync(session, Enum.Parse<SessionEnd>(end), CancellationToken.None);

        var canceled = _fixture.Releases.Canceled.Select(entry => entry.Release).ToList();
        canceled.Contains(prints).ShouldBe(isCanceled);
        canceled.ShouldContain(stands);
        _fixture.Releases.Canceled.ShouldAllBe(entry => entry.Why.Length > 0);
    }

    [Fact]
    public async Task NextPerson_AtTheDevice_EndsTheReleasesOfTheOneBefore_ButNotOnesOwn()
    {
        var first = _fixture.Sessions.Find((await _fixture.CardAsync(AliceCard)).Token, Mfp, touch: true)!;
        var release = Remember(first, "");

        var (again, _) = await _fixture.Sessions.OpenAsync(Guid.CreateVersion7(), Mfp, Alice, TimeSpan.FromMinutes(15), CancellationToken.None);
        _fixture.Releases.Canceled.ShouldBeEmpty();
        again.FindRelease(release).ShouldNotBeNull();

        await _fixture.Sessions.OpenAsync(Guid.CreateVersion7(), Mfp, Bob, TimeSpan.FromMinutes(15), CancellationToken.None);
        _fixture.Releases.Canceled.ShouldHaveSingleItem().Release.ShouldBe(release);
    }

    private ReleaseId Remember(PanelSession session, string reason)
    {
        var (release, job) = (ReleaseId.New(TimeProvider.System), JobId.New(TimeProvider.System));
        session.Remember(new SessionRelease(release, job, "report", Guid.Empty, ReleaseRequestCode.Accepted));
        _fixture.Releases.Board[release] = new ReleaseProgress { Release = release, Job = job, Device = Mfp, Stage = ReleaseStage.Printing, Reason = reason };
        return release;
    }
}
