using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Domain.OAuth;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Gateway.Api.Roles;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.OAuth;

namespace Platen.Gateway.Api.Clients;

/// <summary>OAuth clients, and the programs that users have agreed to.</summary>
internal static class ClientEndpoints
{
    private const string Route = "/clients";
    private const string Programs = "/users/{user}/authorizations";

    public static void Map(RouteGroupBuilder api)
    {
        var clients = api.MapGroup(Route).WithTags("Clients");
        clients.MapGet("", ListAsync).Describe<PageOf<ClientJson>>("listClients", "OAuth clients by id, those that are shut out too.");
        clients.MapGet("/{client}", GetAsync).Describe<ClientJson>("getClient", "An OAuth client.");
        clients.MapPut("/{client}", PutAsync).Describe<PutClientJson>("putClient", "Registers an OAuth client, or changes one. A secret that was made is in this answer only.");
        clients.MapPost("/{client}/secret", RenewAsync).Describe<PutClientJson>("renewClientSecret", "Makes a new secret; the former one ends at once.");
        clients.MapDelete("/{client}", ShutOutAsync).Describe("shutOutClient", "Shuts a client out for good, with all its tokens.");
        api.MapGet(Programs, ProgramsAsync).WithTags("Clients").Describe<PageOf<AuthorizationJson>>("listAuthorizations", "The programs that may act for a user.");
        api.MapDelete(Programs + "/{authorization}", EndAsync).WithTags("Clients").Describe("endAuthorization", "Takes that away from a program, at once.");
    }

    private static async Task<IResult> ListAsync(string? search, [AsParameters] Paging paging, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var page = paging.Request(input);
        return input.Refusal ?? TypedResults.Ok(PageOf<ClientJson>.From(await caller.Grains.Clients(caller.Tenant).ListAsync(search ?? "", page, caller.Actor, cancellationToken), ClientJson.Of));
    }

    private static async Task<IResult> GetAsync(ClientId client, Caller caller, CancellationToken cancellationToken) =>
        await caller.Grains.Clients(caller.Tenant).GetAsync(client, caller.Actor, cancellationToken) is { } row ? TypedResults.Ok(ClientJson.Of(row)) : ProblemAnswers.NotFound("such client");

    private static async Task<IResult> PutAsync(ClientId client, PutClientRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var command = new PutClient
        {
            Client = client,
            Name = input.Text(request.Name, "name"),
            Authentication = input.Word<ClientAuthentication>(request.Authentication, "authentication"),
            Grants = ReadGrants(request.Grants, input),
            RedirectAddresses = [.. request.RedirectAddresses ?? []],
            Scopes = RoleEndpoints.ReadRights(request.Scopes, "scopes", input),
            Sites = [.. (request.Sites ?? []).Select(site => input.Id<SiteId>(site, "sites", SiteId.TryParse))],
            Certificates = [.. (request.Certificates ?? []).Select(text => text.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant())],
            MayIntrospect = request.MayIntrospect ?? false,
            Keys = [.. request.Keys ?? []],
            IsDesktop = request.Desktop ?? false,
        };
        return input.Refusal ?? Answer(client, await caller.Grains.Clients(caller.Tenant).PutAsync(command, caller.Actor, cancellationToken));
    }

    private static async Task<IResult> RenewAsync(ClientId client, Caller caller, CancellationToken cancellationToken) =>
        Answer(client, await caller.Grains.Clients(caller.Tenant).RenewSecretAsync(client, caller.Actor, cancellationToken));

    private static async Task<IResult> ShutOutAsync(ClientId client, Caller caller, CancellationToken cancellationToken) =>
        Answer(await caller.Grains.Clients(caller.Tenant).ShutOutAsync(client, caller.Actor, cancellationToken));

    private static async Task<IResult> ProgramsAsync(UserId user, Caller caller, CancellationToken cancellationToken)
    {
        var rows = await caller.Grains.OAuth(caller.Tenant).ListAsync(user, caller.Actor, cancellationToken);
        return TypedResults.Ok(new PageOf<AuthorizationJson>([.. rows.Select(AuthorizationJson.Of)], null));
    }

    private static async Task<IResult> EndAsync(UserId user, string authorization, Caller caller, CancellationToken cancellationToken) =>
        Answer(await caller.Grains.OAuth(caller.Tenant).EndAsync(user, authorization, caller.Actor, cancellationToken));

    private static IResult Answer(CommandResult result) => result.IsDone ? TypedResults.NoContent() : ProblemAnswers.Of(result);

    private static IResult Answer(ClientId client, PutClientResult result) => result.Result.IsDone ? TypedResults.Ok(new PutClientJson(client.Value, result.Secret)) : ProblemAnswers.Of(result.Result);

    private static ImmutableArray<OAuthGrant> ReadGrants(IReadOnlyList<string>? words, Input input)
    {
        var grants = ImmutableArray.CreateBuilder<OAuthGrant>();
        foreach (var word in words ?? [])
        {
            var grant = OAuthWords.Grant(word);
            if (grant == OAuthGrant.Unspecified)
            {
                input.Add("grants", $"'grants' names '{word}'; give words of {string.Join(", ", Enum.GetValues<OAuthGrant>().Where(known => known != OAuthGrant.Unspecified).Select(OAuthWords.Of))}.");
            }

            grants.Add(grant);
        }

        return grants.ToImmutable();
    }
}
