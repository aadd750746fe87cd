using Platen.Domain.OpenId;

namespace Platen.Grains.OpenId;

/// <summary>The address that a browser is sent to (OpenID Connect Core, 3.1.2.1), with PKCE.</summary>
internal static class AuthorizationRequest
{
    public static string Of(IdentityProvider provider, OpenIdEndpoints endpoints, OpenIdTicket ticket)
    {
        (string Name, string Value)[] parameters =
        [
            ("response_type", "code"), ("client_id", provider.ClientId), ("redirect_uri", provider.RedirectAddress), ("scope", provider.Scopes), ("state", ticket.State), ("nonce", ticket.Nonce),
            ("code_challenge", ticket.Challenge()), ("code_challenge_method", "S256"),
            // both: providers heed one or the other, and with max_age the token must say when the login was (Core, 2)
            .. ticket.Again ? [("prompt", "login"), ("max_age", "0")] : Array.Empty<(string, string)>(),
        ];
        var query = string.Join('&', parameters.Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}"));
        return endpoints.Authorization + (endpoints.Authorization.Contains('?', StringComparison.Ordinal) ? "&" : "?") + query;
    }
}
