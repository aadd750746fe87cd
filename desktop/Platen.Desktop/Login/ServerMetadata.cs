using System.Text.Json;
using Platen.Desktop.CommandLine;

namespace Platen.Desktop.Login;

/// <summary>Where the server's endpoints are (RFC 8414). All of them must be at the server itself: its answer cannot lead a login elsewhere.</summary>
/// <param name="Issuer">The server's name for itself.</param>
/// <param name="Authorize">Where the browser goes.</param>
/// <param name="Token">Where tokens come from.</param>
/// <param name="Device">Where device codes come from.</param>
/// <param name="Revoke">Where tokens are ended.</param>
internal sealed record ServerMetadata(string Issuer, Uri Authorize, Uri Token, Uri Device, Uri Revoke)
{
    /// <summary>Where it stands, below the server's address.</summary>
    public const string Path = ".well-known/oauth-authorization-server";

    /// <summary>Reads and checks it.</summary>
    /// <exception cref="DesktopException">It is not the server's, or lacks something.</exception>
    public static ServerMetadata Read(Uri server, JsonElement body)
    {
        var issuer = Text(body, "issuer");
        if (issuer.TrimEnd('/') != server.ToString().TrimEnd('/'))
        {
            throw new DesktopException(ExitCode.Refused, $"The server at {server} calls itself '{Output.PlainText.Of(issuer)}' (RFC 8414, 3.3). Write that address into the deployment file if it is the company's, or mend the portal's address in the server's settings.");
        }

        return new(issuer, At("authorization_endpoint"), At("token_endpoint"), At("device_authorization_endpoint"), At("revocation_endpoint"));

        Uri At(string name) => Uri.TryCreate(Text(body, name), UriKind.Absolute, out var uri) && uri.GetLeftPart(UriPartial.Authority) == server.GetLeftPart(UriPartial.Authority) && uri.Fragment.Length == 0
            ? uri
            : throw new DesktopException(ExitCode.Refused, $"The server's metadata has no '{name}' at {server}; it is no Platen server of this version.");
    }

    private static string Text(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
