using System.Net;
using System.Net.Http.Json;
using Platen.Desktop.CommandLine;
using Platen.Gateway.Tests.Hosting;
using Platen.Gateway.Tests.OAuth;

namespace Platen.Gateway.Tests.Desktop;

/// <summary>AU18: a login of the desktop client that is not used is over, at the client and, whatever the client does, at the server; and the rotation of its tokens by several processes.</summary>
[Collection(SiloTests.Name)]
public sealed class DesktopIdleTests(SiloHost silo)
{
    private static readonly object Patient = new { idleMinutes = 600 };

    private readonly OAuthSteps _steps = new(silo);

    [Fact]
    public async Task Client_IdleTooLong_DeletesItsTokens_AndEndsThemAtTheServer()
    {
        // mutant: the file stays until the server refuses
        using var scene = await DesktopScene.BeginAsync(silo, _steps, more: new { idleMinutes = 10 });
        await scene.LogInAsync();
        scene.Printed.ShouldContain("not used for 10 minutes");
        var access = scene.Access;
        scene.Clock.Shift = TimeSpan.FromMinutes(9);
        (await scene.RunAsync("status")).ShouldBe(ExitCode.Done, "looking is no use");
        scene.Clock.Shift = TimeSpan.FromMinutes(10);
        (await scene.RunAsync("status")).ShouldBe(ExitCode.NotLoggedIn);
        File.Exists(scene.LoginFile).ShouldBeFalse();
        (await _steps.ApiAsync(access)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Server_RefusesAnIdleLogin_WhateverTheClientThinks()
    {
        // mutants: only the client's idle time counts; the access token lives on beside the refused refresh token
        using var scene = await DesktopScene.BeginAsync(silo, _steps, more: Patient);
        await scene.LogInAsync();
        var access = scene.Access;
        scene.Kept["ServerIdle"]!.GetValue<string>().ShouldBe("00:30:00");
        scene.Change(kept => kept["ServerIdle"] = null);
        await scene.AgeAsync(31);
        (await _steps.ApiAsync(access)).ShouldBe(HttpStatusCode.Unauthorized);
        (await scene.RunAsync("jobs")).ShouldBe(ExitCode.NotLoggedIn);
        scene.Printed.ShouldContain("The server has ended the login");
        File.Exists(scene.LoginFile).ShouldBeFalse();
    }

    [Fact]
    public async Task Server_MovesTheEndWithEachUse_AndNeverBeyondTheLongestLogin()
    {
        // mutants: the use of an access token does not count; a busy login lasts for ever
        using var scene = await DesktopScene.BeginAsync(silo, _steps, more: Patient);
        await scene.LogInAsync();
        for (var i = 0; i < 3; i++)
        {
            await scene.AgeAsync(20);
            (await _steps.ApiAsync(scene.Access)).ShouldBe(HttpStatusCode.OK);
        }

        await _steps.SqlAsync("UPDATE platen.authorizations SET granted_at = now() - interval '12 hours' WHERE client = $1", scene.Client);
        (await _steps.ApiAsync(scene.Access)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Limit_TightenedByTheAdministrator_HoldsForLoginsThatRun_AndForNoOtherProgram()
    {
        // mutants: the limit of the login counts only; other programs are logged out by it too
        using var scene = await DesktopScene.BeginAsync(silo, _steps, more: Patient);
        await scene.LogInAsync();
        var other = await _steps.RegisterAsync("none", "authorization_code refresh_token", "own-jobs");
        var tokens = await _steps.AgreedAsync(await silo.SessionOfAsync(Domain.Users.UserId.Parse(silo.UserId)), other);
        await _steps.SqlAsync("UPDATE platen.authorizations SET used_at = used_at - interval '2 minutes' WHERE client IN ($1, $2)", scene.Client, other.Id);
        await SetIdleAsync(60);
        try
        {
            (await _steps.ApiAsync(tokens.Access)).ShouldBe(HttpStatusCode.OK);
            (await _steps.RefreshAsync(other, tokens.Refresh)).Status.ShouldBe(HttpStatusCode.OK);
            (await scene.RunAsync("jobs")).ShouldBe(ExitCode.NotLoggedIn, scene.Printed);
        }
        finally
        {
            await SetIdleAsync(1800);
        }
    }

    [Fact]
    public async Task RefreshToken_OfAnIdleLogin_IsRefused_AndTheLoginIsGone()
    {
        // mutant: refreshing is a use that nobody holds against the limit of now
        using var scene = await DesktopScene.BeginAsync(silo, _steps);
        await scene.LogInAsync();
        await _steps.SqlAsync("UPDATE platen.authorizations SET used_at = now() - interval '31 minutes', ends_at = now() + interval '1 day' WHERE client = $1", scene.Client);
        OAuthSteps.ErrorOf(await _steps.RefreshAsync((scene.Client, ""), scene.Kept["RefreshToken"]!.GetValue<string>())).ShouldBe("invalid_grant");
        (await _steps.SqlAsync("UPDATE platen.authorizations SET client = client WHERE client = $1", scene.Client)).ShouldBe(0);
        (await _steps.AuditAsync("oauth.refused")).ShouldContain("not used for too long");
    }

    [Fact]
    public async Task Processes_ThatRefreshAtOnce_DoNotEndTheLogin()
    {
        // mutant: the login is read before the lock is taken; then all but one show a used token, and the family ends
        using var scene = await DesktopScene.BeginAsync(silo, _steps);
        await scene.LogInAsync();
        var former = scene.Access;
        scene.Change(kept => kept["AccessEndsAt"] = TimeProvider.System.GetUtcNow());
        var ran = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => scene.RunProcessAsync("jobs")));
        ran.ShouldAllBe(one => one.Code == 0, string.Join('\n', ran.Select(one => one.Output)));
        scene.Access.ShouldNotBe(former);
        (await _steps.AuditAsync("oauth.refresh-reused")).ShouldNotContain(scene.Client);
        (await scene.RunProcessAsync("status", "--check")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Login_ThatWasCopiedAndUsedElsewhere_Ends()
    {
        // a stolen file: whoever refreshes second ends it for both (RFC 9700, 4.14.2)
        using var scene = await DesktopScene.BeginAsync(silo, _steps);
        await scene.LogInAsync();
        var stolen = scene.Kept["RefreshToken"]!.GetValue<string>();
        scene.Change(kept => kept["AccessEndsAt"] = TimeProvider.System.GetUtcNow());
        (await scene.RunAsync("jobs")).ShouldBe(ExitCode.Done, scene.Printed);
        OAuthSteps.ErrorOf(await _steps.RefreshAsync((scene.Client, ""), stolen)).ShouldBe("invalid_grant");
        (await scene.RunAsync("jobs")).ShouldBe(ExitCode.NotLoggedIn);
        File.Exists(scene.LoginFile).ShouldBeFalse();
    }

    private async Task SetIdleAsync(int seconds) => await SiloHost.ReadAsync(await silo.Administrator.PatchAsJsonAsync("api/v1/tenant", new { desktopIdleSeconds = seconds }));
}
