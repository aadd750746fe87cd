using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Platen.Benchmarks.Peers;

namespace Platen.Benchmarks.Sites;

/// <summary>A server, PostgreSQL, an agent and a virtual MFP, real processes, started by <c>ops/run</c> on free ports. What it was built from is taken as it is.</summary>
internal sealed class RunningSystem : IDisposable
{
    private readonly string _data;

    private RunningSystem(string data) => _data = data;

    public JsonElement Endpoints { get; private set; }

    /// <summary>REST, as the administrator.</summary>
    public JsonCalls Server { get; private set; } = null!;

    public static async Task<RunningSystem> StartAsync(string folder)
    {
        var system = new RunningSystem(folder);
        system.Ops("run", "--detach", "--free-ports");
        system.Endpoints = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllBytesAsync(Path.Combine(folder, "endpoints.json")));
        system.Server = new JsonCalls(system.Address("api"), system.Text("serverCertificate"));
        var administrator = system.Endpoints.GetProperty("users").EnumerateArray().Single(user => user.GetProperty("loginName").GetString() == "admin");
        var session = await system.Server.SendAsync(HttpMethod.Post, "session", new { loginName = "admin", password = administrator.GetProperty("password").GetString() });
        system.Server.Token = session.GetProperty("token").GetString()!;
        return system;
    }

    public string Text(string name) => Endpoints.GetProperty(name).GetString()!;

    public Uri Address(string name) => new(Text(name));

    /// <summary>kill -9 of one of its processes.</summary>
    /// <param name="name">As ops/run names it: server, agent.</param>
    public void Kill(string name)
    {
        using var process = Process.GetProcessById(ProcessId(name));
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>The id of one of its processes.</summary>
    public int ProcessId(string name) => int.Parse(File.ReadAllText(Path.Combine(_data, "run", name + ".pid")).Split(' ')[0], CultureInfo.InvariantCulture);

    /// <summary>The id of the private PostgreSQL's first process.</summary>
    public int PostmasterId => int.Parse(File.ReadLines(Path.Combine(_data, "postgres", "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>Starts again what was killed, and returns when it is ready.</summary>
    public void StartAgain() => Ops("run", "--detach");

    public void Dispose()
    {
        Server?.Dispose();
        Ops("stop");
    }

    private void Ops(string script, params string[] arguments) =>
        ChildProcess.Run(["env", "PLATEN_BUILD=no", Path.Combine(Root(), "ops", script), .. arguments, "--data", _data]);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Cluster.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} has Cluster.sln: run the benchmark from the repository.");
    }
}
