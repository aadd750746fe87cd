using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Platen.TestKit.Faults;

namespace Platen.E2E.Tests.Running;

/// <summary>A server and two branches or more, real processes, started by <c>ops/run --sites</c>. The second branch's line to the server goes through a fault proxy.</summary>
public sealed class SystemOfBranches : IAsyncLifetime
{
    private readonly string _work = Directory.CreateTempSubdirectory("platen-e2e-sites-").FullName;

    /// <summary>Branches, the first one included.</summary>
    public int Sites { get; init; } = 2;

    /// <summary>Agents fetch documents straight from each other.</summary>
    public bool IsDirect { get; init; }

    /// <summary>The first branch's addresses, and the server's.</summary>
    public SystemEndpoints Main { get; private set; } = null!;

    /// <summary>The same, as seen from the second branch.</summary>
    public SystemEndpoints Branch { get; private set; } = null!;

    public ServerApi Server { get; private set; } = null!;

    /// <summary>The second branch's line to the server.</summary>
    public FaultProxy Line { get; private set; } = null!;

    public SampleUser User => Main.Users.First(user => user.LoginName == "alice");

    public string Documents => Directory.CreateDirectory(Path.Combine(_work, "documents")).FullName;

    private string Data => Path.Combine(_work, "data");

    private string BranchDisk => Path.Combine(BranchFolder, "agent");

    private string BranchBackup => Path.Combine(BranchFolder, "agent-backup");

    private string BranchFolder => Path.Combine(Data, "branches", "branch-2");

    public async Task InitializeAsync()
    {
        await RunAsync(["--free-ports", "--sites", Sites.ToString(CultureInfo.InvariantCulture), .. IsDirect ? [] : (string[])["--port", "transfer=0"]]);
        Main = await SystemEndpoints.ReadAsync(Data);
        Branch = At("branch-2");
        Server = new ServerApi(Main);
        await Server.LogInAsync(Main.Users.First(user => user.LoginName == "admin"));
        await PutLineBetweenAsync();
    }

    public async Task DisposeAsync()
    {
        Server?.Dispose();
        if (Directory.Exists(Path.Combine(Data, "run")))
        {
            (await Programs.RunAsync(Path.Combine(Repository.Root, "ops", "stop"), ["--data", Data])).MustSucceed();
        }

        if (Line is not null)
        {
            await Line.DisposeAsync();
        }

        // PLATEN_KEEP=1 leaves the data and logs for whoever looks into a failure
        if (Environment.GetEnvironmentVariable("PLATEN_KEEP") != "1")
        {
            Directory.Delete(_work, recursive: true);
        }
    }

    /// <summary>The system as a branch sees it.</summary>
    public SystemEndpoints At(string site)
    {
        var branch = Main.Branches.Single(branch => branch.Site == site);
        return Main with { PanelProtocol = branch.PanelProtocol, Ipp = branch.Ipp, AgentCertificate = branch.AgentCertificate, VirtualMfp = branch.VirtualMfp };
    }

    /// <summary>An agent's log.</summary>
    public Task<string> LogAsync(string name) => File.ReadAllTextAsync(Path.Combine(Data, "log", name + ".log"));

    /// <summary>Sends a document to the first branch, and waits until the server knows it.</summary>
    public Task<(SentDocument Document, string Job)> PrintAtMainAsync(SentDocument? document = null, string queue = "follow-me", SampleUser? sender = null) => PrintAtAsync(Main, document, queue, sender);

    /// <summary>Sends a document to a branch, and waits until the server knows it.</summary>
    public async Task<(SentDocument Document, string Job)> PrintAtAsync(SystemEndpoints site, SentDocument? document = null, string queue = "follow-me", SampleUser? sender = null)
    {
        document ??= SentDocument.PostScript(Documents, pages: 2);
        (await Printing.SendAsync(site, PrintClient.IpptoolPrintJob, document, (sender ?? User).LoginName, queue)).MustSucceed();
        var job = await Eventually.GetAsync($"{document.Title} at the server", async () => (await Server.JobsAsync("")).FirstOrDefault(known => known.Sha256 == document.Sha256));
        return (document, job.Id);
    }

    public Task<PanelTerminal> LogInAtMainAsync() => PanelTerminal.LogInAsync(Main, "mfp-raw", new { method = "card", card = User.Card });

    public Task<PanelTerminal> LogInAtBranchAsync() => LogInAtAsync("branch-2");

    public Task<PanelTerminal> LogInAtAsync(string site) => Eventually.GetAsync(
        $"a login at {site}", async () => (PanelTerminal?)await PanelTerminal.LogInAsync(At(site), site + "-raw", new { method = "card", card = User.Card }), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(1));

    /// <summary>How often a document has come out, at both branches together, and where last.</summary>
    public async Task<(int Main, int Branch)> CopiesAsync(SentDocument document) => (await CopiesAsync(Main, document), await CopiesAsync(Branch, document));

    /// <summary>kill -9; <see cref="RestartAsync"/> starts it again.</summary>
    /// <param name="name">As ops/run names it: server, agent, agent-branch-2.</param>
    public async Task KillAsync(string name)
    {
        var id = int.Parse((await File.ReadAllTextAsync(Path.Combine(Data, "run", name + ".pid"))).Split(' ')[0], CultureInfo.InvariantCulture);
        using var process = Process.GetProcessById(id);
        process.Kill();
        await process.WaitForExitAsync();
    }

    public Task RestartAsync() => RunAsync();

    /// <summary>kill -9, and a start at once under a clock that <see cref="SteppedClock"/> steps.</summary>
    /// <param name="name">As ops/run names it.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="between">What is done while it is dead.</param>
    public async Task RestartAsync(string name, SteppedClock clock, Func<Task>? between = null)
    {
        await KillAsync(name);
        await (between?.Invoke() ?? Task.CompletedTask);
        (await Programs.RunAsync(Path.Combine(Repository.Root, "ops", "run"), ["--detach", "--data", Data], environment: clock.Environment)).MustSucceed();
    }

    /// <summary>Copies the second branch's disk, its agent killed meanwhile.</summary>
    public Task BackUpBranchAsync(SteppedClock clock) => RestartAsync("agent-branch-2", clock, async () =>
    {
        (await Programs.RunAsync("rm", ["-rf", BranchBackup])).MustSucceed();
        (await Programs.RunAsync("cp", ["-a", BranchDisk, BranchBackup])).MustSucceed();
    });

    /// <summary>The second branch's agent is killed, and starts again with the disk of the last <see cref="BackUpBranchAsync"/>.</summary>
    public Task PutBackBranchAsync(SteppedClock clock) => RestartAsync("agent-branch-2", clock, async () =>
    {
        (await Programs.RunAsync("rm", ["-rf", BranchDisk])).MustSucceed();
        (await Programs.RunAsync("mv", [BranchBackup, BranchDisk])).MustSucceed();
    });

    /// <summary>A branch's device prints so many pages a minute; null: at once.</summary>
    public static async Task SlowDownAsync(SystemEndpoints site, double? pagesPerMinute)
    {
        using var http = new HttpClient();
        // its control port wants to know the length beforehand
        using var wish = new StringContent(JsonSerializer.Serialize(new { pagesPerMinute }));
        using var answer = await http.PostAsync(new Uri(site.VirtualMfp!.Control, "behaviour"), wish);
        answer.EnsureSuccessStatusCode();
    }

    private async Task RunAsync(params string[] arguments) =>
        (await Programs.RunAsync(Path.Combine(Repository.Root, "ops", "run"), [.. arguments, "--detach", "--data", Data])).MustSucceed();

    public static async Task<int> CopiesAsync(SystemEndpoints site, SentDocument document)
    {
        var copies = 0;
        foreach (var file in Directory.EnumerateFiles(site.VirtualMfp!.Output, "*.json"))
        {
            var printed = JsonSerializer.Deserialize<PrintedDocument>(await File.ReadAllBytesAsync(file), JsonSerializerOptions.Web)!;
            copies += printed.PayloadSha256 == document.Sha256 ? 1 : 0;
        }

        return copies;
    }

    // the agent dials the address that it was enrolled with, so that is changed
    private async Task PutLineBetweenAsync()
    {
        var path = Path.Combine(BranchDisk, "keys", "identity.json");
        var names = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(path))!;
        Line = new FaultProxy(new Uri(names["server"]).Port);
        names["server"] = $"https://127.0.0.1:{Line.Port}/";
        await KillAsync("agent-branch-2");
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(names));
        await RestartAsync();
    }
}
