using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Platen.Domain.OAuth;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Hosting;
using Platen.Grains.Abstractions;

namespace Platen.Gateway.OAuth;

/// <summary>What clients find out by themselves (RFC 8414; RFC 8705, 5; RFC 9207, 3).</summary>
internal static class OAuthMetadata
{
    public const string Route = "/.well-known/oauth-authorization-server";

    private static readonly string[] Signatures = ["ES256", "PS256", "RS256"];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Route, GetAsync).ExcludeFromDescription();

    private static async Task<IResult> GetAsync(Caller caller, IOptions<GatewayOptions> options, CancellationToken cancellationToken)
    {
        var tenant = await caller.Grains.Tenant(caller.Tenant).GetAsync(cancellationToken);
        return OAuthAnswers.Ok(Of(tenant, options.Value));
    }

    private static JsonObject Of(Tenant? tenant, GatewayOptions options)
    {
        var issuer = OAuthIssuer.Of(tenant, options.PublicAddress);
        var mutual = options.MutualTlsPort > 0;
        string[] methods = ["client_secret_basic", "client_secret_post", "private_key_jwt", .. mutual ? ["self_signed_tls_client_auth"] : Array.Empty<string>()];
        return new JsonObject
        {
            ["issuer"] = issuer,
            ["authorization_endpoint"] = issuer + "/oauth2/authorize",
            ["token_endpoint"] = issuer + OAuthEndpoints.Token,
            ["device_authorization_endpoint"] = issuer + OAuthEndpoints.Device,
            ["revocation_endpoint"] = issuer + OAuthEndpoints.Revoke,
            ["introspection_endpoint"] = issuer + OAuthEndpoints.Introspect,
            ["scopes_supported"] = List(RightCatalog.All.Select(info => RightCatalog.Word(info.Right))),
            ["response_types_supported"] = List(["code"]),
            ["response_modes_supported"] = List(["query"]),
            ["grant_types_supported"] = List(Enum.GetValues<OAuthGrant>().Where(grant => grant != OAuthGrant.Unspecified && (grant != OAuthGrant.Password || tenant is { PasswordGrant: true })).Select(OAuthWords.Of)),
            ["code_challenge_methods_supported"] = List([Pkce.Method]),
            ["token_endpoint_auth_methods_supported"] = List([.. methods, "none"]),
            ["revocation_endpoint_auth_methods_supported"] = List([.. methods, "none"]),
            ["introspection_endpoint_auth_methods_supported"] = List(methods),
            ["token_endpoint_auth_signing_alg_values_supported"] = List(Signatures),
            ["revocation_endpoint_auth_signing_alg_values_supported"] = List(Signatures),
            ["introspection_endpoint_auth_signing_alg_values_supported"] = List(Signatures),
            ["authorization_response_iss_parameter_supported"] = true,
            ["tls_client_certificate_bound_access_tokens"] = mutual ? true : null,
            ["mtls_endpoint_aliases"] = mutual ? Aliases(issuer, options.MutualTlsPort) : null,
        };
    }

    // browsers never come there, so they are never asked for a certificate
    private static JsonObject Aliases(string issuer, int port)
    {
        var at = new UriBuilder(issuer) { Port = port }.Uri.GetLeftPart(UriPartial.Authority);
        return new JsonObject
        {
            ["token_endpoint"] = at + OAuthEndpoints.Token,
            ["device_authorization_endpoint"] = at + OAuthEndpoints.Device,
            ["revocation_endpoint"] = at + OAuthEndpoints.Revoke,
            ["introspection_endpoint"] = at + OAuthEndpoints.Introspect,
        };
    }

    private static JsonArray List(IEnumerable<string> words) => [.. words.Select(word => JsonValue.Create(word))];
}
