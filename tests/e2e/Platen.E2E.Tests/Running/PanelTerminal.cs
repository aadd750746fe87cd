using System.Text.Json;

namespace Platen.E2E.Tests.Running;

/// <summary>
/// A terminal at a device, with a user logged in, over the open panel protocol. A session that has ended (its time was over, or the agent was killed) is no end of the work: the user logs in again, and the same request, with the same
/// release id, is sent once more; it was refused, so nothing of it was done.
/// </summary>
public sealed class PanelTerminal : IDisposable
{
    private const int SessionNeeded = 401;
    private const int ReleaseUnknown = 404;

    private readonly JsonClient _http;
    private readonly string _root;
    private readonly object _credential;
    private int _logins;

    private PanelTerminal(JsonClient http, string device, object credential) => (_http, _root, _credential) = (http, $"devices/{device}/", credential);

    internal static async Task<PanelTerminal> LogInAsync(SystemEndpoints endpoints, string device, object credential)
    {
        var terminal = new PanelTerminal(new JsonClient(endpoints.PanelProtocol, endpoints.AgentCertificate), device, credential);
        await terminal.LogInAsync();
        return terminal;
    }

    public async Task<IReadOnlyList<PanelJob>> JobsAsync() =>
        (await CallAsync(HttpMethod.Get, "jobs?wait=3")).GetProperty("jobs").Deserialize<List<PanelJob>>(JsonSerializerOptions.Web)!;

    public Task<PanelJob> JobAsync(SentDocument document) => Eventually.GetAsync(
        $"{document.Title} in the panel's list", async () => (await JobsAsync()).FirstOrDefault(job => document.IsTitle(job.Title)));

    /// <summary>Releases a job, and waits for its end.</summary>
    public async Task<Release> ReleaseAsync(string job) => await EndAsync(await StartReleaseAsync(job));

    /// <summary>Waits for the end of a release. Stage <c>unknown</c>: the session that it began in has ended, and nobody can say any more here; the list of jobs and the ledger tell.</summary>
    public Task<Release> EndAsync(string release) => Eventually.GetAsync(
        $"the end of the release {release}", async () => await ProgressOrUnknownAsync(release) is { Ended: true } ended ? ended : null, TimeSpan.FromMinutes(2));

    /// <summary>Asks for a release, and does not wait for it.</summary>
    public async Task<string> StartReleaseAsync(string job)
    {
        var release = Guid.CreateVersion7().ToString();
        await CallAsync(HttpMethod.Post, "releases", new { releases = new[] { new { job, releaseId = release } } });
        return release;
    }

    public async Task<Release> ProgressAsync(string release, int wait = 0) =>
        (await CallAsync(HttpMethod.Get, $"releases/{release}?wait={wait}")).Deserialize<Release>(JsonSerializerOptions.Web)!;

    public Task LogOutAsync() => _http.SendAsync(HttpMethod.Delete, _root + "session");

    public void Dispose() => _http.Dispose();

    private async Task LogInAsync()
    {
        _http.Token = null;
        _http.Token = (await _http.SendAsync(HttpMethod.Post, _root + "session", _credential)).GetProperty("token").GetString();
        _logins++;
    }

    private async Task<JsonElement> CallAsync(HttpMethod method, string path, object? body = null)
    {
        try
        {
            return await _http.SendAsync(method, _root + path, body);
        }
        catch (SystemFaultException refusal) when (refusal.Status == SessionNeeded)
        {
            await LogInAsync();
            return await _http.SendAsync(method, _root + path, body);
        }
    }

    private async Task<Release> ProgressOrUnknownAsync(string release)
    {
        try
        {
            return await ProgressAsync(release, wait: 10);
        }
        catch (SystemFaultException refusal) when (refusal.Status == ReleaseUnknown && _logins > 1)
        {
            return new Release("", "unknown", Ended: true, 0, refusal.Message);
        }
    }
}
