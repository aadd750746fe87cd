using System.Text.Json;
using Platen.Domain.OpenId;

namespace Platen.Identity.OpenId;

/// <summary>A provider's metadata (OpenID Connect Discovery, 3).</summary>
internal sealed record ProviderMetadata(string Authorization, string Token, string Keys, string UserInfo, bool NamesItself, bool WantsSecretInBody)
{
    private const string WellKnown = "/.well-known/openid-configuration";

    public static string AddressOf(IdentityProvider provider) => provider.Issuer.TrimEnd('/') + WellKnown;

    /// <exception cref="OpenIdRefusedException">It is another issuer's, or has no usable addresses.</exception>
    public static ProviderMetadata Read(IdentityProvider provider, JsonElement json)
    {
        // word for word (Discovery, 4.3): else one provider could speak for another
        if (json.Text("issuer") != provider.Issuer)
        {
            throw new OpenIdRefusedException($"The metadata below {provider.Issuer} is another issuer's; set the issuer word for word as the provider writes it.");
        }

        var basic = Has(json, "token_endpoint_auth_methods_supported", "client_secret_basic");
        return new ProviderMetadata(
            Address(json, "authorization_endpoint"), Address(json, "token_endpoint"), Address(json, "jwks_uri"), json.TryGetProperty("userinfo_endpoint", out _) ? Address(json, "userinfo_endpoint") : "",
            json.TryGetProperty("authorization_response_iss_parameter_supported", out var named) && named.ValueKind == JsonValueKind.True,
            json.TryGetProperty("token_endpoint_auth_methods_supported", out _) && !basic && Has(json, "token_endpoint_auth_methods_supported", "client_secret_post"));
    }

    private static string Address(JsonElement json, string name) =>
        json.Text(name) is { Length: > 0 } address && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.UserInfo.Length == 0
            ? address
            : throw new OpenIdRefusedException($"The metadata's {name} is missing, or no https address.");

    private static bool Has(JsonElement json, string name, string word) =>
        json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array && list.EnumerateArray().Any(entry => entry.ValueKind == JsonValueKind.String && entry.ValueEquals(word));
}
