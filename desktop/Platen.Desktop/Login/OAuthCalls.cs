using System.Text.Json;
using Platen.Desktop.CommandLine;
using Platen.Desktop.Server;
using Platen.Desktop.Sessions;

namespace Platen.Desktop.Login;

/// <summary>The OAuth endpoints of one server, as a public client.</summary>
internal sealed class OAuthCalls(HttpClient http, Uri server, string clientId) : ITokenEndpoint
{
    private const int TokenMax = 4_000;

    private ServerMetadata? _metadata;

    /// <summary>Where the endpoints are; asked once.</summary>
    public async Task<ServerMetadata> MetadataAsync(CancellationToken cancellationToken)
    {
        if (_metadata is null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server, ServerMetadata.Path));
            var (status, body) = await http.JsonAsync(request, cancellationToken);
            _metadata = status == 200 ? ServerMetadata.Read(server, body) : throw new DesktopException(ExitCode.Refused, $"{server} answers {status} when it is asked for its login; it is no Platen server, or not set up.");
        }

        return _metadata;
    }

    /// <summary>Asks for tokens.</summary>
    public async Task<TokenAnswer> TokensAsync(IEnumerable<(string Name, string Value)> fields, CancellationToken cancellationToken)
    {
        var (status, body) = await PostAsync((await MetadataAsync(cancellationToken)).Token, fields, cancellationToken);
        return ReadTokens(status, body);
    }

    /// <summary>Begins a login by a code on another device (RFC 8628).</summary>
    public async Task<JsonElement> BeginDeviceAsync(string scope, CancellationToken cancellationToken)
    {
        var (status, body) = await PostAsync((await MetadataAsync(cancellationToken)).Device, [("scope", scope)], cancellationToken);
        return status == 200 ? body : throw new DesktopException(ExitCode.Refused, $"The server begins no login by code: {ReadTokens(status, body).Why}");
    }

    /// <inheritdoc/>
    public Task<TokenAnswer> RefreshAsync(StoredLogin login, CancellationToken cancellationToken) => TokensAsync([("grant_type", "refresh_token"), ("refresh_token", login.RefreshToken)], cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> RevokeAsync(StoredLogin login, CancellationToken cancellationToken)
    {
        // a login at a server that was left since is told to nobody else: it ends there when idle
        if (login.Server != server || login.ClientId != clientId)
        {
            return false;
        }

        try
        {
            var (status, _) = await PostAsync((await MetadataAsync(cancellationToken)).Revoke, [("token", login.RefreshToken), ("token_type_hint", "refresh_token")], cancellationToken);
            return status == 200;
        }
        catch (DesktopException)
        {
            // the tokens are gone from here in any case, and the caller says that the server was not told
            return false;
        }
    }

    private async Task<(int Status, JsonElement Body)> PostAsync(Uri address, IEnumerable<(string Name, string Value)> fields, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent(fields.Append(("client_id", clientId)).Select(field => KeyValuePair.Create(field.Item1, field.Item2))),
        };
        return await http.JsonAsync(request, cancellationToken);
    }

    private static TokenAnswer ReadTokens(int status, JsonElement body)
    {
        if (Text(body, "access_token") is { Length: > 0 and <= TokenMax } access && Text(body, "refresh_token") is { Length: > 0 and <= TokenMax } refresh && Text(body, "token_type").Equals("Bearer", StringComparison.OrdinalIgnoreCase))
        {
            return new TokenAnswer(new TokenSet(access, Seconds(body, "expires_in") ?? TimeSpan.Zero, refresh, Seconds(body, "refresh_token_expires_in")), "", "");
        }

        var error = Text(body, "error");
        return error.Length == 0
            ? new TokenAnswer(null, "invalid_answer", status == 200 ? "The answer has no tokens. Is the client registered for refresh tokens?" : $"It answers {status}; try again later.")
            : new TokenAnswer(null, Output.PlainText.Of(error), Output.PlainText.Of(Text(body, "error_description") is { Length: > 0 } why ? why : error));
    }

    private static string Text(JsonElement body, string name) => body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static TimeSpan? Seconds(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var seconds) && seconds > 0 ? TimeSpan.FromSeconds(seconds) : null;
}
