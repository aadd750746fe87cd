using System.Net.Http.Headers;
using System.Text.Json;
using Platen.Desktop.CommandLine;
using Platen.Desktop.Sessions;

namespace Platen.Desktop.Server;

/// <summary>REST as the user who is logged in. A token that the server refuses is renewed once.</summary>
internal sealed class RestCalls(HttpClient http, Uri server, LoginKeeper keeper)
{
    /// <summary>Calls; an error of the server ends the command.</summary>
    public async Task<JsonElement> CallAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        string? refused = null;
        for (var attempt = 0; ; attempt++)
        {
            var login = await keeper.UseAsync(refused, cancellationToken);
            var (status, answer) = await SendAsync(method, path, body, login.AccessToken, cancellationToken);
            if (status is >= 200 and < 300)
            {
                return answer;
            }

            if (status != 401 || attempt > 0)
            {
                throw new DesktopException(status == 401 ? ExitCode.NotLoggedIn : ExitCode.Refused, Told(status, answer));
            }

            refused = login.AccessToken;
        }
    }

    /// <summary>Who an access token is for.</summary>
    public async Task<(string LoginName, string DisplayName)> WhoAsync(string accessToken, CancellationToken cancellationToken)
    {
        var (status, answer) = await SendAsync(HttpMethod.Get, "session", null, accessToken, cancellationToken);
        return status == 200 && answer.TryGetProperty("user", out var user)
            ? (Output.PlainText.Of(user.GetProperty("loginName").GetString() ?? ""), Output.PlainText.Of(user.GetProperty("displayName").GetString() ?? ""))
            : throw new DesktopException(ExitCode.Refused, $"The server does not say who is logged in. {Told(status, answer)}");
    }

    private async Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string path, object? body, string accessToken, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(server, "api/v1/" + path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        request.Content = body is null ? null : new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return await http.JsonAsync(request, cancellationToken);
    }

    // problem documents (RFC 9457) say what is wrong in 'detail'
    private static string Told(int status, JsonElement problem)
    {
        var detail = problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty("detail", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
        return Output.PlainText.Of(detail.Length > 0 ? $"{detail} (server: {status})" : $"The server refuses with {status}.");
    }
}
