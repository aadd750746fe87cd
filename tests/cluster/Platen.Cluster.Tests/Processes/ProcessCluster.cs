using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Platen.Architecture.Tests;
using Platen.Cluster.Tests.Support;

namespace Platen.Cluster.Tests.Processes;

/// <summary>
/// Real processes on a real PostgreSQL, as ops/cluster starts them: three masters, two silos of the sample site, two gateways, a site agent and a virtual MFP. Tests kill and freeze what they like; what they leave is started again.
/// </summary>
public sealed class ProcessCluster : IAsyncLifetime
{
    private static readonly TimeSpan ScriptMax = TimeSpan.FromMinutes(15); // the first start builds
    private readonly string _work = Directory.CreateTempSubdirectory("platen-processes-").FullName;
    private JsonElement _endpoints;
    private string _token = "";

    public string Data => Path.Combine(_work, "data");

    public async Task InitializeAsync()
    {
        await WholeAsync();
        using var http = Client("master-1");
        var (loginName, password) = User("admin");
        var session = await http.PostAsJsonAsync("api/v1/session", new { loginName, password });
        _token = (await session.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
    }

    public async Task DisposeAsync()
    {
        if (Directory.Exists(Data))
        {
            await ClusterAsync("down");
        }

        // PLATEN_KEEP=1 leaves the logs for whoever looks into a failure
        if (Environment.GetEnvironmentVariable("PLATEN_KEEP") != "1")
        {
            Directory.Delete(_work, recursive: true);
        }
    }

    /// <summary>Runs ops/cluster on this cluster's folder.</summary>
    public async Task<string> ClusterAsync(params string[] arguments) => (await RunAsync("cluster", [.. arguments, "--data", Data])).MustBeDone();

    /// <summary>Starts again what a test has ended.</summary>
    public async Task WholeAsync()
    {
        await ClusterAsync("up");
        var path = Path.Combine(Data, "endpoints.json");
        _endpoints = JsonDocument.Parse(await File.ReadAllBytesAsync(path)).RootElement;
        // what the tests ask of REST, they ask of a master, so that the gateways may go
        await File.WriteAllTextAsync(path, _endpoints.GetRawText().Replace(_endpoints.GetProperty("api").GetString()!, $"https://127.0.0.1:{PortOf("master-1")}/api/v1", StringComparison.Ordinal));
    }

    /// <summary>Sends documents through IPP, releases them at a panel, compares what comes out, and waits for the ledger; gives a line of JSON for each. Returns when the first one is through.</summary>
    internal async Task<Printing> PrintAsync(params IReadOnlyList<string> documents)
    {
        var printing = Printing.Start(line => RunAsync("selftest", [.. documents, "--data", Data], line));
        await printing.Begun;
        return printing;
    }

    /// <summary>Documents that nobody has printed before.</summary>
    public string[] Documents(int count) => [.. Enumerable.Range(0, count).Select(_ =>
    {
        var path = Path.Combine(_work, Path.GetRandomFileName() + ".ps");
        File.WriteAllText(path, $"%!PS-Adobe-3.0\n%%Title: {Path.GetFileName(path)}\n%%Pages: 1\n%%EndComments\n%%Page: 1 1\nshowpage\n%%EOF\n");
        return path;
    })];

    /// <summary>A client of a node's HTTPS port, as administrator once there is a session.</summary>
    public HttpClient Client(string node)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(Path.Combine(Data, "server", "ca.pem"));
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy } })
        {
            BaseAddress = new Uri($"https://127.0.0.1:{PortOf(node)}/"),
            Timeout = TimeSpan.FromSeconds(60),
        };
        if (_token.Length > 0)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        }

        return http;
    }

    /// <summary>A user of the sample data, with the password.</summary>
    public (string LoginName, string Password) User(string loginName) =>
        (loginName, _endpoints.GetProperty("users").EnumerateArray().First(user => user.GetProperty("loginName").GetString() == loginName).GetProperty("password").GetString()!);

    /// <summary>The connection string of the cluster's database, as its first silo has it.</summary>
    public string Database()
    {
        const string Name = "Platen__ConnectionString=";
        return File.ReadAllText($"/proc/{IdOf("master-1")}/environ").Split('\0').Single(static setting => setting.StartsWith(Name, StringComparison.Ordinal))[Name.Length..];
    }

    /// <summary>Whether a node's process runs.</summary>
    public bool Runs(string node) => Process.GetProcesses().Any(process => process.Id == IdOf(node));

    /// <summary>Each document came out once and is charged once (I2), and the audit log is whole (I7). Waits for what is on its way.</summary>
    public async Task ShouldBePrintedAndChargedOnceAsync(IEnumerable<string> documents)
    {
        using var http = Client("master-1");
        foreach (var document in documents)
        {
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(document)));
            var counts = await Eventually.HoldsAsync(
                $"{Path.GetFileName(document)} printed once and charged once", () => CountsAsync(http, sha256), static counts => counts == (1, 1, 1), TimeSpan.FromSeconds(120));
            counts.Printed.ShouldBe(1);
        }

        var audit = await http.PostAsync("api/v1/audit/verify", content: null);
        var verdict = await audit.Content.ReadAsStringAsync();
        verdict.ShouldContain("true", Case.Insensitive, verdict);
    }

    /// <summary>The gateway that the agent is linked at, by their logs.</summary>
    public string GatewayOfAgent() => new[] { "gateway-1", "gateway-2" }.MaxBy(LastLink, StringComparer.Ordinal)!;

    private async Task<(int Printed, int Jobs, int Charged)> CountsAsync(HttpClient http, string sha256)
    {
        try
        {
            var output = _endpoints.GetProperty("virtualMfp").GetProperty("output").GetString()!;
            var printed = Directory.EnumerateFiles(output, "*.json").Count(sidecar => File.ReadAllText(sidecar).Contains(sha256, StringComparison.OrdinalIgnoreCase));
            var page = await http.GetFromJsonAsync<JsonElement>("api/v1/jobs?limit=500");
            var jobs = page.GetProperty("items").EnumerateArray().Where(job => job.GetProperty("sha256").GetString() == sha256).Select(job => job.GetProperty("id").GetString()).ToList();
            var charged = 0;
            foreach (var job in jobs)
            {
                charged += (await http.GetFromJsonAsync<JsonElement>($"api/v1/ledger?job={job}")).GetProperty("items").GetArrayLength();
            }

            return (printed, jobs.Count, charged);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return (-1, -1, -1); // it may just be coming back
        }
    }

    private string LastLink(string gateway) =>
        File.ReadLines(Path.Combine(Data, "log", $"{gateway}.log")).LastOrDefault(line => line.Contains(" is linked: ", StringComparison.Ordinal)) ?? "";

    private int IdOf(string node) => int.Parse(File.ReadAllText(Path.Combine(Data, "run", $"{node}.pid")).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

    private int PortOf(string node)
    {
        var line = File.ReadLines(Path.Combine(Data, "run", "nodes")).Single(line => line.StartsWith(node + " ", StringComparison.Ordinal));
        return int.Parse(line.Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<ScriptResult> RunAsync(string script, IEnumerable<string> arguments, Action<string>? perLine = null)
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "ops", script), arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        // the tests are built for clusters; the programs beside the silos are not
        start.Environment.Remove("GrainEngine");
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(ScriptMax);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        var output = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            output.AppendLine(line);
            perLine?.Invoke(line);
        }

        await process.WaitForExitAsync(limit.Token);
        return new ScriptResult(process.ExitCode, output + await errors);
    }
}
