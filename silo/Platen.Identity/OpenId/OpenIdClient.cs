using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Platen.Domain.OpenId;
using Platen.Domain.Ports;

namespace Platen.Identity.OpenId;

/// <inheritdoc cref="IOpenIdClient"/>
internal sealed class OpenIdClient(TimeProvider time) : IOpenIdClient, IDisposable
{
    private readonly ConcurrentDictionary<string, ProviderState> _providers = new(StringComparer.Ordinal);
    private readonly IdTokenCheck _check = new(time);

    public async Task<OpenIdEndpoints> DiscoverAsync(IdentityProvider provider, CancellationToken cancellationToken)
    {
        var metadata = await Of(provider).MetadataAsync(cancellationToken);
        return new OpenIdEndpoints(metadata.Authorization, metadata.NamesItself);
    }

    public async Task<OpenIdIdentity> RedeemAsync(IdentityProvider provider, string secret, OpenIdTicket ticket, string code, CancellationToken cancellationToken)
    {
        var state = Of(provider);
        var metadata = await state.MetadataAsync(cancellationToken);
        using var request = TokenRequest(provider, metadata, secret, ticket, code);
        var answer = await ProviderHttp.SendAsync(state.Client, request, cancellationToken);
        var token = answer.Text("id_token");
        var keys = await state.KeysAsync(_check.KeyIdOf(token), cancellationToken);
        var claims = await _check.CheckAsync(provider, ticket, token, keys);
        var more = await UserInfoAsync(provider, state, metadata, claims, answer.Text("access_token"), cancellationToken);
        return new OpenIdIdentity(claims.Text("sub"), Claim(provider.LoginClaim), Claim(provider.NameClaim), Claim(provider.EmailClaim), Groups(claims, provider.GroupsClaim) ?? (more is { } element ? Groups(element, provider.GroupsClaim) : null)) { ProvenAt = _check.ProvenAt(claims) };

        string Claim(string name) => claims.Text(name) is { Length: > 0 } text ? text : more?.Text(name) ?? "";
    }

    public void Dispose()
    {
        foreach (var state in _providers.Values)
        {
            state.Dispose();
        }
    }

    private static HttpRequestMessage TokenRequest(IdentityProvider provider, ProviderMetadata metadata, string secret, OpenIdTicket ticket, string code)
    {
        Dictionary<string, string> form = new(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = provider.RedirectAddress, ["code_verifier"] = ticket.Verifier,
        };
        var request = new HttpRequestMessage(HttpMethod.Post, metadata.Token);
        if (secret.Length == 0 || metadata.WantsSecretInBody)
        {
            form["client_id"] = provider.ClientId;
        }

        if (secret.Length > 0 && metadata.WantsSecretInBody)
        {
            form["client_secret"] = secret;
        }
        else if (secret.Length > 0)
        {
            // RFC 6749, 2.3.1: each part form-encoded
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(provider.ClientId)}:{Uri.EscapeDataString(secret)}")));
        }

        request.Content = new FormUrlEncodedContent(form);
        return request;
    }

    // what the token does not say, many providers say there; it must be about the same person (Core, 5.3.2)
    private static async Task<JsonElement?> UserInfoAsync(IdentityProvider provider, ProviderState state, ProviderMetadata metadata, JsonElement claims, string accessToken, CancellationToken cancellationToken)
    {
        string[] wanted = [provider.LoginClaim, provider.NameClaim, provider.EmailClaim, provider.GroupsClaim];
        if (metadata.UserInfo.Length == 0 || accessToken.Length == 0 || wanted.Where(name => name.Length > 0).All(name => claims.TryGetProperty(name, out _)))
        {
            return null;
        }

        var info = await ProviderHttp.GetAsync(state.Client, metadata.UserInfo, accessToken, cancellationToken);
        return info.Text("sub") == claims.Text("sub") ? info : throw new OpenIdRefusedException("The provider's user information is about somebody else.");
    }

    private static ImmutableArray<string>? Groups(JsonElement claims, string name) => name.Length > 0 && claims.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
        ? [.. list.EnumerateArray().Where(entry => entry.ValueKind == JsonValueKind.String).Take(OpenIdLimits.GroupsMax).Select(entry => entry.GetString()!)]
        : null;

    private ProviderState Of(IdentityProvider provider)
    {
        // other settings are another provider: nothing that was cached for one is used for the other
        var key = $"{provider.Tenant} {provider.Version} {provider.Issuer}";
        if (_providers.Count >= OpenIdLimits.ProvidersMax && !_providers.ContainsKey(key))
        {
            _providers.Clear();
        }

        return _providers.GetOrAdd(key, _ => new ProviderState(provider, time));
    }
}
