using System.Buffers.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Platen.Domain.OAuth;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Hosting;
using Platen.Gateway.Security;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.OAuth;

namespace Platen.Gateway.OAuth;

/// <summary>The endpoints of the OAuth 2.0 server that programs call. The one that people see is a page of the console.</summary>
internal static class OAuthEndpoints
{
    public const string Token = "/oauth2/token";
    public const string Device = "/oauth2/device_authorization";
    public const string Revoke = "/oauth2/revoke";
    public const string Introspect = "/oauth2/introspect";

    public static void MapOAuth(this IEndpointRouteBuilder routes)
    {
        OAuthMetadata.Map(routes);
        routes.MapPost(Token, TokenAsync).RequireRateLimiting(LoginLimits.Programs).ExcludeFromDescription();
        routes.MapPost(Device, DeviceAsync).RequireRateLimiting(LoginLimits.Programs).ExcludeFromDescription();
        routes.MapPost(Revoke, RevokeAsync).RequireRateLimiting(LoginLimits.Programs).ExcludeFromDescription();
        routes.MapPost(Introspect, IntrospectAsync).RequireRateLimiting(LoginLimits.Programs).ExcludeFromDescription();
    }

    private static async Task<IResult> TokenAsync(HttpContext context, Caller caller, CancellationToken cancellationToken)
    {
        var (form, wrong) = await OAuthForm.ReadAsync(context, cancellationToken);
        if (form is null || form["grant_type"].Length == 0)
        {
            return OAuthAnswers.Error(context, OAuthError.InvalidRequest, form is null ? wrong : "The grant_type is missing.");
        }

        var reply = await caller.Grains.OAuth(caller.Tenant).TokenAsync(Ask(form), cancellationToken);
        return reply.Error.Length > 0 ? OAuthAnswers.Error(context, reply.Error, reply.Description) : OAuthAnswers.Ok(new JsonObject
        {
            ["access_token"] = reply.AccessToken,
            ["issued_token_type"] = reply.IsExchange ? OAuthWords.AccessTokenType : null,
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)reply.ExpiresIn.TotalSeconds,
            ["refresh_token"] = OAuthAnswers.Text(reply.RefreshToken),
            // an extension: when the login ends if nothing is done before, so that programs can say it
            ["refresh_token_expires_in"] = reply.RefreshExpiresIn > TimeSpan.Zero ? (int)Math.Min(Math.Round(reply.RefreshExpiresIn.TotalSeconds), int.MaxValue) : null,
            ["scope"] = reply.Scope,
        });
    }

    private static AskToken Ask(OAuthForm form) => new()
    {
        Proof = form.Proof,
        GrantType = form["grant_type"],
        Scope = form["scope"],
        Code = form["code"],
        RedirectUri = form["redirect_uri"],
        CodeVerifier = form["code_verifier"],
        RefreshToken = form["refresh_token"],
        DeviceCode = form["device_code"],
        UserName = form["username"],
        Password = form["password"],
        SubjectToken = form["subject_token"],
        SubjectTokenType = form["subject_token_type"],
        ActorToken = form["actor_token"],
        ActorTokenType = form["actor_token_type"],
        RequestedTokenType = form["requested_token_type"],
        NamesTarget = form["resource"].Length + form["audience"].Length > 0,
    };

    private static async Task<IResult> DeviceAsync(HttpContext context, Caller caller, IOptions<GatewayOptions> options, CancellationToken cancellationToken)
    {
        var (form, wrong) = await OAuthForm.ReadAsync(context, cancellationToken);
        if (form is null)
        {
            return OAuthAnswers.Error(context, OAuthError.InvalidRequest, wrong);
        }

        var start = await caller.Grains.OAuth(caller.Tenant).BeginDeviceAsync(new AskDevice { Proof = form.Proof, Scope = form["scope"] }, cancellationToken);
        if (start.Error.Length > 0)
        {
            return OAuthAnswers.Error(context, start.Error, start.Description);
        }

        var page = OAuthIssuer.Of(await caller.Grains.Tenant(caller.Tenant).GetAsync(cancellationToken), options.Value.PublicAddress) + "/device";
        return OAuthAnswers.Ok(new JsonObject
        {
            ["device_code"] = start.DeviceCode,
            ["user_code"] = start.UserCode,
            ["verification_uri"] = page,
            ["verification_uri_complete"] = $"{page}?user_code={start.UserCode}",
            ["expires_in"] = (int)start.ExpiresIn.TotalSeconds,
            ["interval"] = start.Interval,
        });
    }

    private static async Task<IResult> RevokeAsync(HttpContext context, Caller caller, CancellationToken cancellationToken)
    {
        var (form, wrong) = await OAuthForm.ReadAsync(context, cancellationToken);
        if (form is null || form["token"].Length == 0)
        {
            return OAuthAnswers.Error(context, OAuthError.InvalidRequest, form is null ? wrong : "The token is missing.");
        }

        var reply = await caller.Grains.OAuth(caller.Tenant).RevokeAsync(new AboutToken { Proof = form.Proof, Token = form["token"] }, cancellationToken);
        return reply.Error.Length > 0 ? OAuthAnswers.Error(context, reply.Error, reply.Description) : TypedResults.Ok();
    }

    private static async Task<IResult> IntrospectAsync(HttpContext context, Caller caller, IOptions<GatewayOptions> options, CancellationToken cancellationToken)
    {
        var (form, wrong) = await OAuthForm.ReadAsync(context, cancellationToken);
        if (form is null || form["token"].Length == 0)
        {
            return OAuthAnswers.Error(context, OAuthError.InvalidRequest, form is null ? wrong : "The token is missing.");
        }

        var state = await caller.Grains.OAuth(caller.Tenant).IntrospectAsync(new AboutToken { Proof = form.Proof, Token = form["token"] }, cancellationToken);
        if (state.Error.Length > 0)
        {
            return OAuthAnswers.Error(context, state.Error, state.Description);
        }

        return OAuthAnswers.Ok(state.Active ? Body(state, OAuthIssuer.Of(await caller.Grains.Tenant(caller.Tenant).GetAsync(cancellationToken), options.Value.PublicAddress)) : new JsonObject { ["active"] = false });
    }

    private static JsonObject Body(TokenState state, string issuer) => new()
    {
        ["active"] = true,
        ["scope"] = state.Scope,
        ["client_id"] = state.Client,
        ["username"] = OAuthAnswers.Text(state.UserName),
        ["token_type"] = state.IsRefresh ? null : "Bearer",
        ["sub"] = state.Subject,
        ["iss"] = issuer,
        ["iat"] = state.IssuedAt.ToUnixTimeSeconds(),
        ["exp"] = state.EndsAt.ToUnixTimeSeconds(),
        ["cnf"] = state.Certificate.Length == 0 ? null : new JsonObject { ["x5t#S256"] = Base64Url.EncodeToString(Convert.FromHexString(state.Certificate)) },
        ["act"] = Act(state.Act.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
    };

    // the last one is outermost (RFC 8693, 4.1)
    private static JsonObject? Act(ReadOnlySpan<string> actors) => actors.IsEmpty ? null : actors.Length == 1 ? new JsonObject { ["sub"] = actors[0] } : new JsonObject { ["sub"] = actors[0], ["act"] = Act(actors[1..]) };
}
