using System.Diagnostics;
using System.Globalization;
using Platen.E2E.Tests.Running;

namespace Platen.E2E.Tests.Faults;

/// <summary>A system with two servers on one database (ops/run --standby).</summary>
public sealed class ServerPair : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public PlatenSystem System { get; } = new() { Arguments = ["--standby"] };

    public SampleUser User => System.Endpoints.Users.First(user => user.LoginName == "alice");

    public Task InitializeAsync() => System.InitializeAsync();

    public Task DisposeAsync() => System.DisposeAsync();

    public static string Other(string name) => name == "server" ? "server-standby" : "server";

    public async Task<int> ProcessOfAsync(string name) =>
        int.Parse((await File.ReadAllTextAsync(Path.Combine(System.Data, "run", name + ".pid"))).Split(' ')[0], CultureInfo.InvariantCulture);

    public async Task SignalAsync(string name, string signal) => (await Programs.RunAsync("kill", ["-" + signal, (await ProcessOfAsync(name)).ToString(CultureInfo.InvariantCulture)])).MustSucceed();

    public async Task<bool> RunsAsync(string name)
    {
        try
        {
            using var process = Process.GetProcessById(await ProcessOfAsync(name));
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Both run, and one of them is ready: its name.</summary>
    public async Task<string> WholeAsync()
    {
        await System.RestartAsync();
        return await Eventually.GetAsync("an active server", async () => await IsReadyAsync("server") ? "server" : await IsReadyAsync("server-standby") ? "server-standby" : null, Patience);
    }

    public async Task<bool> IsReadyAsync(string name)
    {
        try
        {
            await HealthAsync(name, "ready");
            return true;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or SystemFaultException)
        {
            return false;
        }
    }

    public async Task<string> HealthAsync(string name, string question = "live")
    {
        using var http = new JsonClient(Console(name), System.Endpoints.ServerCertificate);
        return (await http.SendAsync(HttpMethod.Get, "health/" + question)).GetProperty("status").GetString()!;
    }

    /// <summary>REST at one of the two.</summary>
    public async Task<ServerApi> ApiAsync(string name)
    {
        var api = new ServerApi(System.Endpoints with { Api = new Uri(Console(name), "/api/v1/") });
        await api.LogInAsync(System.Administrator);
        return api;
    }

    /// <summary>The web port of one of the two.</summary>
    public Uri Console(string name)
    {
        var wanted = name == "server" ? "console=" : "console-standby=";
        var line = File.ReadLines(Path.Combine(System.Data, "run", "ports")).Single(line => line.StartsWith(wanted, StringComparison.Ordinal));
        return new Uri($"https://127.0.0.1:{line[wanted.Length..]}/");
    }
}
