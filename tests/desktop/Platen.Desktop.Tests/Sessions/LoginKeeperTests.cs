using Platen.Desktop.CommandLine;
using Platen.Desktop.Login;

namespace Platen.Desktop.Tests.Sessions;

/// <summary>AU18: when a login ends on this machine; and that its tokens are renewed by one process at a time.</summary>
public sealed class LoginKeeperTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly LoginScene _scene = new();

    public LoginKeeperTests() => _scene.Store().Write(_scene.Login());

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData(30, null, 30)]
    [InlineData(10, 30, 10)]
    [InlineData(60, 30, 30)]
    public async Task Login_NotUsedForTheShorterOfBothTimes_IsOver_AndItsTokensAreGone(int deployment, int? server, int ends)
    {
        // mutants: < for <=; the deployment's time only; the server's only
        _scene.Idle = TimeSpan.FromMinutes(deployment);
        _scene.Store().Write(_scene.Login() with { ServerIdle = server is { } minutes ? TimeSpan.FromMinutes(minutes) : null, AccessEndsAt = _scene.Time.GetUtcNow().AddHours(5) });
        _scene.Time.Advance(TimeSpan.FromMinutes(ends) - TimeSpan.FromSeconds(1));
        (await _scene.Process().LookAsync(None)).ShouldNotBeNull("looking is no use, so it goes on counting");
        _scene.Time.Advance(TimeSpan.FromSeconds(1));
        (await Should.ThrowAsync<DesktopException>(() => _scene.Process().UseAsync(null, None))).Code.ShouldBe(ExitCode.NotLoggedIn);
        File.Exists(_scene.File).ShouldBeFalse();
        _scene.Good.ShouldBeEmpty("the server is told");
    }

    [Fact]
    public async Task Login_ThatIsUsed_GoesOn()
    {
        for (var i = 0; i < 20; i++)
        {
            _scene.Time.Advance(TimeSpan.FromMinutes(29));
            (await _scene.Process().UseAsync(null, None)).LoginName.ShouldBe("alice");
        }
    }

    [Fact]
    public async Task Login_WhenTheClockWasSetBack_IsOver()
    {
        // mutant: idle time below zero counts as none, and a clock that is set back each day keeps a login for ever
        _scene.Store().Write(_scene.Login() with { UsedAt = _scene.Time.GetUtcNow().AddHours(1) });
        (await Should.ThrowAsync<DesktopException>(() => _scene.Process().LookAsync(None))).Message.ShouldContain("clock was set back");
        File.Exists(_scene.File).ShouldBeFalse();
    }

    [Fact]
    public async Task Login_AtAnotherServerThanTheDeploymentSays_IsNotUsedThere()
    {
        // mutant: the token of one server is sent to another
        _scene.Store().Write(_scene.Login() with { Server = new Uri("https://former.example.com/") });
        (await Should.ThrowAsync<DesktopException>(() => _scene.Process().UseAsync(null, None))).Message.ShouldContain("former.example.com");
        File.Exists(_scene.File).ShouldBeFalse();
    }

    [Fact]
    public async Task Token_IsRenewedShortlyBeforeItsEnd_AndWhenTheServerRefusesIt()
    {
        (await _scene.Process().UseAsync(null, None)).AccessToken.ShouldBe("a0");
        _scene.Time.Advance(TimeSpan.FromMinutes(19.5));
        (await _scene.Process().UseAsync(null, None)).AccessToken.ShouldBe("a1");
        (await _scene.Process().UseAsync("a1", None)).AccessToken.ShouldBe("a2");
        (await _scene.Process().UseAsync("a1", None)).AccessToken.ShouldBe("a2", "another process has renewed it meanwhile");
    }

    [Fact]
    public async Task Processes_ThatRenewAtOnce_RenewOnce_AndTheLoginLives()
    {
        // the real lock between open files. Mutants: no lock; the login is read before the lock is had
        _scene.Store().Write(_scene.Login() with { AccessEndsAt = _scene.Time.GetUtcNow() });
        var clock = new Clock(_scene.Time.GetUtcNow());
        var used = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => _scene.Process(clock).UseAsync(null, None)))).WaitAsync(TimeSpan.FromSeconds(30));
        used.ShouldAllBe(login => login.AccessToken == "a1");
        (_scene.Renewed, _scene.Good).ShouldBe((1, "r1"));
    }

    [Theory]
    [InlineData("invalid_grant", 3, false)]
    [InlineData("invalid_client", 3, false)]
    [InlineData("temporarily_unavailable", 4, true)]
    public async Task Login_ThatTheServerEnds_IsRemoved_AndOneThatItOnlyPutsOffIsNot(string error, int code, bool stays)
    {
        _scene.Refusal = new TokenAnswer(null, error, "no");
        (await Should.ThrowAsync<DesktopException>(() => _scene.Process().UseAsync("a0", None))).Code.ShouldBe((ExitCode)code);
        File.Exists(_scene.File).ShouldBe(stays);
    }

    [Fact]
    public async Task Logout_RemovesAndRevokes_AndWithoutALoginSaysSo()
    {
        (await _scene.Process().EndAsync(None)).IsRevoked.ShouldBeTrue();
        _scene.Good.ShouldBeEmpty();
        (await _scene.Process().EndAsync(None)).Login.ShouldBeNull();
    }

    // stands still, but its pauses are real: the lock's wait is one of real processes
    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
