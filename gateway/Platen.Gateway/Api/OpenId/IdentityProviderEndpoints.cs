using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.OpenId;

namespace Platen.Gateway.Api.OpenId;

/// <summary>Settings of the tenant's OpenID Connect provider (AU22).</summary>
internal static class IdentityProviderEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var provider = api.MapGroup("/identity-provider").WithTags("Identity provider");
        provider.MapGet("", GetAsync).Describe<IdentityProviderJson>("getIdentityProvider", "The identity provider.");
        provider.MapPut("", PutAsync).Describe<IdentityProviderJson>("putIdentityProvider", "Sets the identity provider, or replaces its settings.");
        provider.MapPost("/test", TestAsync).Describe("testIdentityProvider", "Fetches the provider's metadata.");
    }

    private static async Task<IResult> GetAsync(Caller caller, CancellationToken cancellationToken) =>
        await caller.Grains.IdentityProvider(caller.Tenant).GetAsync(cancellationToken) is { } view ? TypedResults.Ok(IdentityProviderJson.Of(view)) : ProblemAnswers.NotFound("identity provider");

    private static async Task<IResult> PutAsync(PutIdentityProviderRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var usual = new PutIdentityProvider { Name = "", Issuer = "", ClientId = "", PublicAddress = "" };
        var command = usual with
        {
            Name = input.Text(request.Name, "name"),
            Enabled = request.Enabled ?? true,
            Issuer = input.Text(request.Issuer, "issuer"),
            ClientId = input.Text(request.ClientId, "clientId"),
            Password = request.ClientSecret,
            PublicAddress = input.Text(request.PublicAddress, "publicAddress"),
            CertificateAuthorities = request.CertificateAuthorities ?? "",
            Scopes = request.Scopes ?? usual.Scopes,
            LoginClaim = request.LoginClaim ?? usual.LoginClaim,
            NameClaim = request.NameClaim ?? usual.NameClaim,
            EmailClaim = request.EmailClaim ?? usual.EmailClaim,
            GroupsClaim = request.GroupsClaim ?? usual.GroupsClaim,
        };
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var result = await caller.Grains.IdentityProvider(caller.Tenant).PutAsync(command, caller.Actor, cancellationToken);
        return result.IsDone ? await GetAsync(caller, cancellationToken) : ProblemAnswers.Of(result);
    }

    private static async Task<IResult> TestAsync(Caller caller, CancellationToken cancellationToken)
    {
        var result = await caller.Grains.IdentityProvider(caller.Tenant).TestAsync(caller.Actor, cancellationToken);
        return result.IsDone ? TypedResults.NoContent() : ProblemAnswers.Of(result);
    }
}
