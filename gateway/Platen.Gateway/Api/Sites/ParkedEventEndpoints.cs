using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Platen.Domain.Accounting;
using Platen.Domain.Sites;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;

namespace Platen.Gateway.Api.Sites;

/// <summary>Events that could not be applied: list, retry, discard.</summary>
internal static class ParkedEventEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var parked = api.MapGroup("/parked-events").WithTags("Sites");
        parked.MapGet("", ListAsync).Describe<PageOf<ParkedEventJson>>("listParkedEvents", "Events of agents that could not be applied, in the order of each agent's journal; as CSV, all pages in one, with '?format=csv' or 'Accept: text/csv'.")
            .Produces<string>(StatusCodes.Status200OK, LedgerTable.MediaType);
        parked.MapPost("/retry", RetryAllAsync).Describe<RetriedJson>("retryParkedEvents", "Applies all that fit now, of one site or of all.");
        parked.MapPost("/{id}/retry", RetryAsync).Describe("retryParkedEvent", "Reads one anew and applies it, once.");
        parked.MapPost("/{id}/discard", DiscardAsync).Describe("discardParkedEvent", "Gives one up, for a reason that the audit log keeps.");
    }

    private static async Task<IResult> ListAsync([FromQuery(Name = "site")] string? site, [AsParameters] Paging paging, string? format, HttpRequest http, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var request = paging.Request(input);
        var csv = ListFormat.IsCsv(format, http, input);
        var id = input.OptionalId<SiteId>(site, "site", SiteId.TryParse);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var lists = caller.Grains.Lists(caller.Tenant);
        return csv
            ? new CsvFile<ParkedEvent>("parked-events.csv", ParkedEventTable.Head, ParkedEventTable.Line, (at, token) => lists.ListParkedEventsAsync(id, at, caller.Actor, token))
            : TypedResults.Ok(PageOf<ParkedEventJson>.From(await lists.ListParkedEventsAsync(id, request, caller.Actor, cancellationToken), ParkedEventJson.Of));
    }

    private static async Task<IResult> RetryAllAsync([FromQuery(Name = "site")] string? site, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var id = input.OptionalId<SiteId>(site, "site", SiteId.TryParse);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var retried = await caller.Grains.ParkedEvents(caller.Tenant).RetryAllAsync(id, caller.Actor, cancellationToken);
        return retried.Result.IsDone ? TypedResults.Ok(new RetriedJson(retried.Applied, retried.Parked)) : ProblemAnswers.Of(retried.Result);
    }

    private static async Task<IResult> RetryAsync(string id, Caller caller, CancellationToken cancellationToken)
    {
        var result = await caller.Grains.ParkedEvents(caller.Tenant).RetryAsync(id, caller.Actor, cancellationToken);
        return result.IsDone ? TypedResults.NoContent() : ProblemAnswers.Of(result);
    }

    private static async Task<IResult> DiscardAsync(string id, DiscardRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var result = await caller.Grains.ParkedEvents(caller.Tenant).DiscardAsync(new DiscardParked { Id = id, Reason = request.Reason ?? "" }, caller.Actor, cancellationToken);
        return result.IsDone ? TypedResults.NoContent() : ProblemAnswers.Of(result);
    }
}
