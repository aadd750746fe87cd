using System.Net;
using System.Text.RegularExpressions;
using Platen.Desktop.CommandLine;
using Platen.Gateway.Tests.Hosting;
using Platen.Gateway.Tests.OAuth;

namespace Platen.Gateway.Tests.Desktop;

/// <summary>AU18, AU22: the desktop client at the real server: login by the browser or by a code, its commands, and what ends it.</summary>
[Collection(SiloTests.Name)]
public sealed partial class DesktopLoginTests(SiloHost silo)
{
    private readonly OAuthSteps _steps = new(silo);

    [Fact]
    public async Task Login_InTheBrowser_OpensTheOwnJobs_AndLogoutEndsItAtTheServer()
    {
        // mutants: logout removes the file only; the file is made with the umask's mode; a token is printed
        using var scene = await DesktopScene.BeginAsync(silo, _steps);
        await scene.LogInAsync();
        scene.Printed.ShouldContain("Logged in as Carol (carol); logged out when not used for 30 minutes.");
        File.GetUnixFileMode(scene.LoginFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var access = scene.Access;
        var refresh = scene.Kept["RefreshToken"]!.GetValue<string>();
        (await scene.RunAsync("jobs")).ShouldBe(ExitCode.Done, scene.Printed);
        (await scene.RunAsync("jobs", "--all", "--json")).ShouldBe(ExitCode.Done, scene.Printed);
        (await scene.RunAsync("status")).ShouldBe(ExitCode.Done, scene.Printed);
        (await scene.RunAsync("status", "--check", "--json")).ShouldBe(ExitCode.Done, scene.Printed);
        (await scene.RunAsync("delete", "aaaaaa")).ShouldBe(ExitCode.Refused, scene.Printed);
        (await _steps.ApiAsync(access, "api/v1/devices")).ShouldBe(HttpStatusCode.Forbidden, "its tokens are for the own jobs only");

        (await scene.RunAsync("logout")).ShouldBe(ExitCode.Done);
        scene.Printed.ShouldContain("carol is logged out.");
        File.Exists(scene.LoginFile).ShouldBeFalse();
        (await _steps.ApiAsync(access)).ShouldBe(HttpStatusCode.Unauthorized);
        (await scene.RunAsync("jobs")).ShouldBe(ExitCode.NotLoggedIn);
        scene.Printed.ShouldNotContain(access);
        scene.Printed.ShouldNotContain(refresh);
    }

    [Fact]
    public async Task Login_Again_EndsTheFormerOne()
    {
        // mutant: the former agreement stays, with tokens that nobody has any more
        using var scene = await DesktopScene.BeginAsync(silo, _steps);
        await scene.LogInAsync();
        var former = scene.Access;
        await scene.LogInAsync();
        (await _steps.ApiAsync(former)).ShouldBe(HttpStatusCode.Unauthorized);
        (await _steps.ApiAsync(scene.Access)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Login_ThatTheUserDoesNotAllow_SaysSo()
    {
        using var scene = await DesktopScene.BeginAsync(silo, _steps, answer: "no");
        (await scene.RunAsync("login")).ShouldBe(ExitCode.Refused);
        scene.Printed.ShouldContain("You did not allow the login");
        (await scene.Browser.Shown).ShouldContain("not let in");
        File.Exists(scene.LoginFile).ShouldBeFalse();
    }

    [Fact]
    public async Task Login_ByACode_WorksWithoutABrowserHere()
    {
        // RFC 8628
        using var scene = await DesktopScene.BeginAsync(silo, _steps);
        scene.Clock.IsFast = true;
        var session = await silo.SessionOfAsync(Domain.Users.UserId.Parse(silo.UserId));
        using var reader = new ReadingWriter(async line =>
        {
            var (status, _, html) = await _steps.PageAsync(session, "device", ("user_code", Code().Match(line).Groups[1].Value), ("answer", "yes"));
            status.ShouldBe(HttpStatusCode.OK, html);
        });
        (await scene.RunAsync(scene.Browser, reader, "login", "--device")).ShouldBe(ExitCode.Done, scene.Printed);
        (await scene.RunAsync("jobs")).ShouldBe(ExitCode.Done, scene.Printed);
    }

    [Fact]
    public async Task Server_ThatIsNotTheOneOfTheCertificate_IsNotLoggedInAt()
    {
        // mutants: any certificate will do; the server's name for itself is not compared (RFC 8414, 3.3)
        using var scene = await DesktopScene.BeginAsync(silo, _steps);
        scene.Deploy(silo.Address.ToString(), null);
        (await scene.RunAsync("login")).ShouldBe(ExitCode.Unreachable);
        scene.Printed.ShouldContain("'caFile'");
        scene.Deploy($"https://localhost:{silo.HttpsPort}/", silo.AuthorityFile);
        (await scene.RunAsync("login")).ShouldBe(ExitCode.Refused);
        scene.Printed.ShouldContain("calls itself");
        scene.Deploy($"https://127.0.0.1:{silo.HttpPort}/", silo.AuthorityFile);
        (await scene.RunAsync("login")).ShouldBe(ExitCode.Unreachable);
    }

    [Fact]
    public async Task Client_AsItIsRegistered_IsRefusedWhatAMachineOfUsersMustNotHave()
    {
        // mutant: a desktop client may have a secret, or act in its own name
        foreach (var (authentication, grants) in new[] { ("secret", "authorization_code"), ("none", "password refresh_token") })
        {
            using var answer = await System.Net.Http.Json.HttpClientJsonExtensions.PutAsJsonAsync(silo.Administrator, "api/v1/clients/desktop-wrong", new
            {
                name = "x", authentication, desktop = true, scopes = new[] { "own-jobs" }, redirectAddresses = new[] { "http://127.0.0.1/answer" }, grants = grants.Split(' '),
            });
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("desktop client");
        }
    }

    [GeneratedRegex("code ([A-Z]{4}-[A-Z]{4})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Code();
}
