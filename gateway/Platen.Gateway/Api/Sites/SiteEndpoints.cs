using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Hosting;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;

namespace Platen.Gateway.Api.Sites;

internal static class SiteEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var sites = api.MapGroup("/sites").WithTags("Sites");
        sites.MapGet("", ListAsync).Describe<PageOf<SiteJson>>("listSites", "The sites with their agents.");
        sites.MapGet("/{site}", GetAsync).Describe<SiteJson>("getSite", "One site with its agents.");
        sites.MapPut("/{site}", PutAsync).Describe<SiteJson>("putSite", "Adds a site, or changes its settings.");
        sites.MapPost("/{site}/agents", AddAgentAsync).Describe<AddedAgentJson>("addAgent", "Adds an agent: gives the one-time token that enrols it.", StatusCodes.Status201Created);
        sites.MapPost("/{site}/agents/{agent}/fence", ResolveFenceAsync).Describe("resolveFence", "Decides about an agent whose journal does not continue the record: lets it go on with what is double or missing, or takes the mark away.");
        sites.MapDelete("/{site}/agents/{agent}", RevokeAgentAsync).Describe("revokeAgent", "Shuts an agent out, at once.");
    }

    private static async Task<IResult> ListAsync([AsParameters] Paging paging, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var request = paging.Request(input);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var page = await caller.Grains.Lists(caller.Tenant).ListSitesAsync(Right.ReadSites, request, caller.Actor, cancellationToken);
        // as many grain calls as the page has rows; the page is bounded
        var views = await Task.WhenAll(page.Items.Select(site => caller.Grains.Site(caller.Tenant, site.Id).GetAsync(cancellationToken)));
        return TypedResults.Ok(new PageOf<SiteJson>([.. views.OfType<SiteView>().Select(SiteJson.Of)], page.Next.Length == 0 ? null : page.Next));
    }

    private static async Task<IResult> GetAsync(SiteId site, Caller caller, CancellationToken cancellationToken) =>
        Rights.HasAt(caller.Actor, Right.ReadSites, site) && await caller.Grains.Site(caller.Tenant, site).GetAsync(cancellationToken) is { } view ? TypedResults.Ok(SiteJson.Of(view)) : ProblemAnswers.NotFound($"site '{site}'");

    private static async Task<IResult> PutAsync(SiteId site, PutSiteRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var grain = caller.Grains.Site(caller.Tenant, site);
        var name = request.Name ?? "";
        var command = new UpdateSite { Name = name, AheadJobsMax = request.AheadJobsMax, AheadBytesMax = request.AheadBytesMax };
        var result = await grain.GetAsync(cancellationToken) is null ? await grain.CreateAsync(new CreateSite { Name = name }, caller.Actor, cancellationToken) : CommandResult.Done;
        result = result.IsDone ? await grain.UpdateAsync(command, caller.Actor, cancellationToken) : result;
        return result.IsDone ? await GetAsync(site, caller, cancellationToken) : ProblemAnswers.Of(result);
    }

    private static async Task<IResult> AddAgentAsync(
        SiteId site, AddAgentRequest request, HttpContext context, Caller caller, IOptions<GatewayOptions> options, CancellationToken cancellationToken)
    {
        var input = new Input();
        var agent = input.Id<AgentId>(request.Agent, "agent", AgentId.TryParse);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var validFor = request.TokenMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : (TimeSpan?)null;
        var command = new AddAgent { Agent = agent, EnrolAgain = request.EnrolAgain, TokenValidFor = validFor };
        var added = await caller.Grains.Site(caller.Tenant, site).AddAgentAsync(command, caller.Actor, cancellationToken);
        if (!added.Result.IsDone)
        {
            return ProblemAnswers.Of(added.Result);
        }

        var line = EnrolmentCommand.For(context.Request.Host.Host, options.Value.AgentLinkPort);
        return TypedResults.Created($"{ApiEndpoints.Root}/sites/{site}", new AddedAgentJson(agent.Value, added.Token, added.Expires, line));
    }

    private static async Task<IResult> ResolveFenceAsync(SiteId site, AgentId agent, FenceRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var command = new ResolveFence { Agent = agent, Start = request.Start ?? "", Accept = request.Accept };
        var result = await caller.Grains.Site(caller.Tenant, site).ResolveFenceAsync(command, caller.Actor, cancellationToken);
        return result.IsDone ? TypedResults.NoContent() : ProblemAnswers.Of(result);
    }

    private static async Task<IResult> RevokeAgentAsync(SiteId site, AgentId agent, Caller caller, CancellationToken cancellationToken)
    {
        var result = await caller.Grains.Site(caller.Tenant, site).RevokeAgentAsync(agent, caller.Actor, cancellationToken);
        return result.IsDone ? TypedResults.NoContent() : ProblemAnswers.Of(result);
    }
}
