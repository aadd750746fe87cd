using System.Text.Json;

namespace Platen.E2E.Tests.Running;

/// <summary>The server's REST API, as an administrator uses it.</summary>
public sealed class ServerApi : IDisposable
{
    private readonly JsonClient _http;

    internal ServerApi(SystemEndpoints endpoints) => _http = new JsonClient(endpoints.Api, endpoints.ServerCertificate);

    public async Task LogInAsync(SampleUser user)
    {
        _http.Token = null;
        _http.Token = (await _http.SendAsync(HttpMethod.Post, "session", new { loginName = user.LoginName, password = user.Password })).GetProperty("token").GetString();
    }

    public async Task<SampleUser> AddUserAsync(string loginName, string password, string card)
    {
        var made = await _http.SendAsync(
            HttpMethod.Post, "users", new { loginName, displayName = $"{loginName} Test", role = "user", password, passwordIsInitial = false, cardNumber = card, issuePin = true });
        return new SampleUser(made.GetProperty("user").GetProperty("id").GetString()!, loginName, $"{loginName} Test", password, made.GetProperty("pin").GetString()!, card);
    }

    /// <summary>A pull queue whose jobs are copied to a site in advance.</summary>
    public Task AddCopiedQueueAsync(string queue, string site) =>
        _http.SendAsync(HttpMethod.Put, "queues/" + queue, new { name = queue, kind = "pull", copies = "site", copySite = site, prices = new { monoPage = "0.03", colourPage = "0.10" } });

    /// <summary>A user with a card, and no PIN yet.</summary>
    public async Task<SampleUser> AddUserWithoutPinAsync(string loginName, string password, string card)
    {
        var made = await _http.SendAsync(HttpMethod.Post, "users", new { loginName, displayName = $"{loginName} Test", role = "user", password, passwordIsInitial = false, cardNumber = card });
        return new SampleUser(made.GetProperty("user").GetProperty("id").GetString()!, loginName, $"{loginName} Test", password, "", card);
    }

    /// <summary>Any call of the API, below <c>/api/v1</c>; <see cref="SystemFaultException"/> when the answer is a problem.</summary>
    public Task<JsonElement> SendAsync(HttpMethod method, string path, object? body = null) => _http.SendAsync(method, path, body);

    /// <summary>What the server knows of the user with exactly this login name; null: nobody.</summary>
    public async Task<JsonElement?> FindUserAsync(string loginName)
    {
        var found = await _http.SendAsync(HttpMethod.Get, "users?search=" + Uri.EscapeDataString(loginName));
        return found.GetProperty("items").EnumerateArray().Cast<JsonElement?>().FirstOrDefault(user => user!.Value.GetProperty("loginName").GetString() == loginName);
    }

    /// <summary>The newest entries of the audit log with this action, as text.</summary>
    public async Task<string> AuditAsync(string action)
    {
        var rows = (await _http.SendAsync(HttpMethod.Get, "audit?limit=200")).GetProperty("items");
        return string.Join('\n', rows.EnumerateArray().Where(row => row.GetProperty("action").GetString() == action));
    }

    public Task DeactivateAsync(SampleUser user) => _http.SendAsync(HttpMethod.Patch, "users/" + user.Id, new { active = false });

    /// <summary>Adds a device like another one, that takes some formats only.</summary>
    public async Task AddDeviceLikeAsync(string device, string like, params string[] accepts)
    {
        var known = (await _http.SendAsync(HttpMethod.Get, "sites/main/devices/" + like)).Deserialize<Dictionary<string, JsonElement>>(JsonSerializerOptions.Web)!;
        string[] kept = ["host", "protocol", "port", "path", "snmpPort", "panelAddresses", "colour", "duplex", "enabled"];
        var body = known.Where(field => kept.Contains(field.Key)).ToDictionary(field => field.Key, field => (object)field.Value);
        (body["name"], body["accepts"]) = (device, accepts);
        await _http.SendAsync(HttpMethod.Put, "sites/main/devices/" + device, body);
    }

    /// <summary>Lets others release a user's jobs (PR16); nobody named: nobody any more.</summary>
    public Task DelegateAsync(SampleUser owner, params SampleUser[] others) =>
        _http.SendAsync(HttpMethod.Patch, "users/" + owner.Id, new { delegates = others.Select(other => other.LoginName) });

    public Task ClaimAsync(string job, SampleUser user) => _http.SendAsync(HttpMethod.Post, $"jobs/{job}/claim", new { user = user.Id });

    public async Task<IReadOnlyList<ServerJob>> JobsAsync(string query) => Items<ServerJob>(await _http.SendAsync(HttpMethod.Get, "jobs?limit=500&" + query));

    public async Task<ServerJob> JobAsync(string id) => (await _http.SendAsync(HttpMethod.Get, "jobs/" + id)).Deserialize<ServerJob>(JsonSerializerOptions.Web)!;

    public async Task<IReadOnlyList<LedgerEntry>> LedgerAsync(string query) => Items<LedgerEntry>(await _http.SendAsync(HttpMethod.Get, "ledger?limit=500&" + query));

    public async Task<JsonElement> VerifyAuditAsync() => await _http.SendAsync(HttpMethod.Post, "audit/verify");

    /// <summary>The only agent of a site.</summary>
    public async Task<JsonElement> AgentAsync(string site) => (await _http.SendAsync(HttpMethod.Get, "sites/" + site)).GetProperty("agents").EnumerateArray().Single();

    /// <summary>Why nothing is taken from the only agent of a site; null: it is.</summary>
    public async Task<AgentFence?> FenceAsync(string site = "main") =>
        (await AgentAsync(site)).GetProperty("fence") is { ValueKind: JsonValueKind.Object } fence ? fence.Deserialize<AgentFence>(JsonSerializerOptions.Web) : null;

    /// <summary>Events that could not be applied, of all sites; 200 at most are counted.</summary>
    public async Task<int> ParkedAsync() => (await _http.SendAsync(HttpMethod.Get, "parked-events?limit=200")).GetProperty("items").GetArrayLength();

    public async Task ResolveFenceAsync(AgentFence fence, bool accept, string site = "main") =>
        await _http.SendAsync(HttpMethod.Post, $"sites/{site}/agents/{(await AgentAsync(site)).GetProperty("id").GetString()}/fence", new { start = fence.Start, accept });

    public void Dispose() => _http.Dispose();

    private static List<T> Items<T>(JsonElement page) => page.GetProperty("items").Deserialize<List<T>>(JsonSerializerOptions.Web)!;
}
