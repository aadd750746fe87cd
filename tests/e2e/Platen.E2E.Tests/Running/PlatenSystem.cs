using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Platen.E2E.Tests.Running;

/// <summary>The whole system, real processes, started by ops/run from nothing on free ports; one for all tests. Tests make users of their own.</summary>
public sealed class PlatenSystem : IAsyncLifetime
{
    private const int UsersAtATime = 16;
    private readonly Queue<SampleUser> _users = new();
    private readonly string _work = Directory.CreateTempSubdirectory("platen-e2e-").FullName;

    /// <summary>Arguments for the first ops/run, beside the usual ones.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    public SystemEndpoints Endpoints { get; private set; } = null!;

    public ServerApi Server { get; private set; } = null!;

    public SampleUser Administrator => Endpoints.Users.First(user => user.LoginName == "admin");

    /// <summary>Where tests put their documents; deleted at the end.</summary>
    public string Documents => Directory.CreateDirectory(Path.Combine(_work, "documents")).FullName;

    public string Data => Path.Combine(_work, "data");

    public async Task InitializeAsync()
    {
        (await OpsAsync("run", ["--detach", "--free-ports", .. Arguments])).MustSucceed();
        await ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        Server?.Dispose();
        if (Directory.Exists(Path.Combine(Data, "run")))
        {
            (await OpsAsync("stop")).MustSucceed();
        }

        // PLATEN_KEEP=1 leaves the data and logs for whoever looks into a failure
        if (Environment.GetEnvironmentVariable("PLATEN_KEEP") != "1")
        {
            Directory.Delete(_work, recursive: true);
        }
    }

    /// <summary>Runs an ops script on this system's data folder.</summary>
    public Task<ProgramResult> OpsAsync(string script, params string[] arguments) =>
        Programs.RunAsync(Path.Combine(Repository.Root, "ops", script), [.. arguments, "--data", Data]);

    /// <summary>A new user, known at the site already.</summary>
    public async Task<SampleUser> NewUserAsync()
    {
        if (_users.Count == 0)
        {
            await AddUsersAsync();
        }

        return _users.Dequeue();
    }

    /// <summary>Sends a document; fails unless the client was told that it is accepted.</summary>
    public async Task<SentDocument> PrintAsync(SampleUser user, PrintClient client = PrintClient.IpptoolPrintJob, string queue = "follow-me", SentDocument? document = null)
    {
        document ??= SentDocument.PostScript(Documents, pages: 2);
        (await TryPrintAsync(document, user.LoginName, client, queue)).MustSucceed();
        return document;
    }

    /// <summary>Sends a document; the result tells whether it was accepted.</summary>
    public Task<ProgramResult> TryPrintAsync(SentDocument document, string user, PrintClient client = PrintClient.IpptoolPrintJob, string queue = "follow-me") =>
        Printing.SendAsync(Endpoints, client, document, user, queue);

    public Task<PanelTerminal> LogInAtPanelAsync(SampleUser user, string device = "mfp-raw") => LogInAtPanelAsync(device, new { method = "card", card = user.Card });

    public Task<PanelTerminal> LogInAtPanelAsync(string device, object credential) => PanelTerminal.LogInAsync(Endpoints, device, credential);

    /// <summary>Everything that the virtual MFP has printed whole.</summary>
    public async Task<IReadOnlyList<PrintedDocument>> PrintedDocumentsAsync()
    {
        var printed = new List<PrintedDocument>();
        foreach (var file in Directory.EnumerateFiles(Endpoints.VirtualMfp!.Output, "*.prn"))
        {
            var sidecar = await File.ReadAllBytesAsync(Path.ChangeExtension(file, ".json"));
            printed.Add(JsonSerializer.Deserialize<PrintedDocument>(sidecar, JsonSerializerOptions.Web)!);
        }

        return printed;
    }

    /// <summary>Waits until a document has come out, and gives it; fails when it came out more than once.</summary>
    public async Task<PrintedDocument> PrintedAsync(SentDocument document)
    {
        var found = await Eventually.GetAsync($"{document.Title} at the virtual MFP", async () =>
        {
            var all = (await PrintedDocumentsAsync()).Where(printed => printed.PayloadSha256 == document.Sha256).ToList();
            return all.Count > 0 ? all : null;
        });
        return found.ShouldHaveSingleItem();
    }

    /// <summary>The job's ledger entries, when there is at least one.</summary>
    public Task<IReadOnlyList<LedgerEntry>> LedgerOfAsync(string job) => Eventually.GetAsync(
        $"a ledger entry of job {job}", async () => await Server.LedgerAsync("job=" + job) is { Count: > 0 } entries ? entries : null);

    /// <summary>Waits until the server knows the job of a document.</summary>
    public Task<ServerJob> ServerJobAsync(SentDocument document) => Eventually.GetAsync(
        $"{document.Title} at the server", async () => (await Server.JobsAsync("")).FirstOrDefault(job => job.Sha256 == document.Sha256));

    public Task KillAgentAsync() => KillAsync(SystemPart.Agent);

    public Task KillServerAsync() => KillAsync(SystemPart.Server);

    public Task KillPostgresAsync() => KillAsync(SystemPart.Postgres);

    /// <summary>The file that a part was started from.</summary>
    public async Task<string> ProgramAsync(SystemPart part) => (await File.ReadAllTextAsync($"/proc/{await ProcessOfAsync(part)}/cmdline")).Split('\0')[0];

    /// <summary>A setting that a part was given in its environment.</summary>
    public async Task<string> SettingAsync(SystemPart part, string name) =>
        (await File.ReadAllTextAsync($"/proc/{await ProcessOfAsync(part)}/environ")).Split('\0').Single(setting => setting.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..];

    /// <summary>Takes a part's processor time away (SIGSTOP), or lets it go on.</summary>
    public async Task FreezeAsync(SystemPart part, bool frozen) =>
        (await Programs.RunAsync("kill", [frozen ? "-STOP" : "-CONT", (await ProcessOfAsync(part)).ToString(CultureInfo.InvariantCulture)])).MustSucceed();

    /// <summary>kill -9.</summary>
    public async Task KillAsync(SystemPart part)
    {
        using var process = Process.GetProcessById(await ProcessOfAsync(part));
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Starts again what was killed; whatever a test did, the system is whole after it.</summary>
    public async Task RestartAsync()
    {
        if ((await OpsAsync("status")).ExitCode != 0)
        {
            (await OpsAsync("run", "--detach")).MustSucceed();
        }
    }

    private async Task<int> ProcessOfAsync(SystemPart part)
    {
        var file = part == SystemPart.Postgres ? Path.Combine(Data, "postgres", "data", "postmaster.pid") : Path.Combine(Data, "run", part == SystemPart.Agent ? "agent.pid" : "server.pid");
        return int.Parse((await File.ReadAllTextAsync(file)).Split(' ', '\n')[0], CultureInfo.InvariantCulture);
    }

    // several at a time: the site learns of them in their order, so that one login proves all, and failed ones would be throttled
    private async Task AddUsersAsync()
    {
        for (var i = 0; i < UsersAtATime; i++)
        {
            var card = RandomNumberGenerator.GetInt32(1_000_000_000, int.MaxValue).ToString(CultureInfo.InvariantCulture);
            _users.Enqueue(await Server.AddUserAsync("u" + RandomNumberGenerator.GetHexString(8, lowercase: true), "Pw1" + RandomNumberGenerator.GetHexString(16), card));
        }

        await Eventually.TrueAsync("new users at the site", async () =>
        {
            using var terminal = await LogInAtPanelAsync(_users.Last(), "mfp-lpr");
            await terminal.LogOutAsync();
            return true;
        }, pause: TimeSpan.FromSeconds(1));
    }

    private async Task ConnectAsync()
    {
        Endpoints = await SystemEndpoints.ReadAsync(Data);
        Server = new ServerApi(Endpoints);
        await Server.LogInAsync(Administrator);
    }
}
