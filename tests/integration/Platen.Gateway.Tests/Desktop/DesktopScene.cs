using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platen.Desktop.CommandLine;
using Platen.Desktop.Deployment;
using Platen.Desktop.Login;
using Platen.Gateway.Tests.Hosting;
using Platen.Gateway.Tests.OAuth;

namespace Platen.Gateway.Tests.Desktop;

/// <summary>A workstation with the desktop client, for the real server: a folder for its user's files, a clock, what it prints.</summary>
internal sealed class DesktopScene : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("platen-desktop-").FullName;
    private readonly OAuthSteps _steps;

    private DesktopScene(OAuthSteps steps, string client, HttpBrowser browser)
    {
        (_steps, Client, Browser) = (steps, client, browser);
        Directory.CreateDirectory(Folder);
    }

    public string Client { get; }

    public HttpBrowser Browser { get; }

    public ShiftedClock Clock { get; } = new();

    /// <summary>All that was printed so far.</summary>
    public string Printed { get; private set; } = "";

    public string LoginFile => Path.Combine(Folder, "login");

    /// <summary>The login as it is kept.</summary>
    public JsonObject Kept => JsonNode.Parse(File.ReadAllText(LoginFile))!.AsObject();

    public string Access => Kept["AccessToken"]!.GetValue<string>();

    private string Folder => Path.Combine(_home, "platen");

    /// <summary>Registers a desktop client as the guide says, and sets a workstation of the user up.</summary>
    public static async Task<DesktopScene> BeginAsync(SiloHost silo, OAuthSteps steps, string answer = "yes", object? more = null)
    {
        var client = $"desktop-{Guid.CreateVersion7():N}"[..24];
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/clients/{client}", new
        {
            name = "Desktop client", authentication = "none", desktop = true, scopes = new[] { "own-jobs" }, redirectAddresses = new[] { "http://127.0.0.1/answer" },
            grants = new[] { "authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code" },
        }));
        var session = await silo.SessionOfAsync(Domain.Users.UserId.Parse(silo.UserId));
        var scene = new DesktopScene(steps, client, new HttpBrowser(steps, session, answer));
        scene.Deploy(silo.Address.ToString(), silo.AuthorityFile, more);
        return scene;
    }

    /// <summary>Writes the deployment file; this machine has none of an administrator.</summary>
    public void Deploy(string server, string? caFile, object? more = null)
    {
        var file = JsonSerializer.SerializeToNode(more ?? new { })!.AsObject();
        (file["server"], file["clientId"], file["caFile"]) = (server, Client, caFile);
        File.WriteAllText(Path.Combine(Folder, "desktop.json"), file.ToJsonString());
    }

    /// <summary>Runs a command in this process.</summary>
    public Task<ExitCode> RunAsync(params string[] arguments) => RunAsync(Browser, new StringWriter(), arguments);

    /// <summary>Runs a command in this process, with another browser, or somebody who reads along.</summary>
    public async Task<ExitCode> RunAsync(IBrowser browser, StringWriter errors, params string[] arguments)
    {
        var paths = new DesktopPaths(Path.Combine(_home, "none", "desktop.json"), Path.Combine(Folder, "desktop.json"), Folder);
        using var output = new StringWriter();
        var code = await new DesktopProgram(new Surroundings(paths, browser, Clock, output, errors)).RunAsync(arguments, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));
        Printed += output.ToString() + errors;
        return code;
    }

    /// <summary>Logs in; the browser shows the answer.</summary>
    public async Task LogInAsync()
    {
        (await RunAsync("login")).ShouldBe(ExitCode.Done, Printed);
        (await Browser.Shown).ShouldContain("Go back to the program");
    }

    /// <summary>Runs a command as a process of its own, as users do.</summary>
    public async Task<(int Code, string Output)> RunProcessAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "platen.dll"), .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["XDG_CONFIG_HOME"] = _home;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>Changes the kept login, as time would.</summary>
    public void Change(Action<JsonObject> change)
    {
        var kept = Kept;
        change(kept);
        File.WriteAllText(LoginFile, kept.ToJsonString());
    }

    /// <summary>Lets time go by at the server, for this client's agreements.</summary>
    public Task<int> AgeAsync(int minutes) => _steps.SqlAsync(
        "UPDATE platen.authorizations SET used_at = used_at - make_interval(mins => $2), granted_at = granted_at - make_interval(mins => $2), ends_at = ends_at - make_interval(mins => $2) WHERE client = $1", Client, minutes);

    public void Dispose() => Directory.Delete(_home, recursive: true);
}
