using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Platen.Ops.Installation;
using Platen.Ops.Sampling;

namespace Platen.Ops.Selftest;

/// <summary>A terminal at a device, written against the open panel protocol.</summary>
internal sealed class PanelClient(HttpClient http, string device) : IDisposable
{
    private SampleUser? _user;

    public async Task LogInAsync(SampleUser user, CancellationToken cancellationToken)
    {
        _user = user;
        http.DefaultRequestHeaders.Authorization = null;
        var session = await SendAsync(HttpMethod.Post, "session", new { method = "card", card = user.Card }, cancellationToken);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.GetProperty("token").GetString());
    }

    public async Task LogOutAsync(CancellationToken cancellationToken)
    {
        await SendAsync(HttpMethod.Delete, "session", null, cancellationToken);
        _user = null;
    }

    public async Task<IReadOnlyList<JsonElement>> ListJobsAsync(CancellationToken cancellationToken) =>
        [.. (await SendAsync(HttpMethod.Get, "jobs", null, cancellationToken)).GetProperty("jobs").EnumerateArray()];

    public Task<JsonElement> ReleaseAsync(string job, string releaseId, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, "releases", new { releases = new[] { new { job, releaseId } } }, cancellationToken);

    public Task<JsonElement> FindReleaseAsync(string releaseId, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, $"releases/{releaseId}?wait=10", null, cancellationToken);

    public void Dispose() => http.Dispose();

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, $"panel/v1/devices/{device}/{path}") { Content = body is null ? null : JsonContent.Create(body, options: JsonFormat.Line) };
        using var response = await http.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized && http.DefaultRequestHeaders.Authorization is not null && _user is { } user)
        {
            // the session ended, because a long print kept the user waiting: the same user comes back
            await LogInAsync(user, cancellationToken);
            return await SendAsync(method, path, body, cancellationToken);
        }

        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text)
            : throw new OpsException($"The panel answered {method} {path} with {(int)response.StatusCode}: {text}");
    }
}
