using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Gateway.Api.Shared;
using Platen.Grains.Abstractions;

namespace Platen.Gateway.Api.Accounting;

internal static class LedgerEndpoints
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/ledger", ListAsync).WithTags("Ledger")
        .Describe<PageOf<LedgerEntryJson>>("listLedger", "What was printed and charged, newest first; as CSV, all pages in one, with '?format=csv' or 'Accept: text/csv'.")
        .Produces<string>(StatusCodes.Status200OK, LedgerCsv.MediaType);

    private static async Task<IResult> ListAsync([AsParameters] LedgerQuery query, [AsParameters] Paging paging, string? format, HttpRequest http, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var filter = query.Filter(input, caller);
        var request = paging.Request(input);
        if (format is not (null or "csv" or "json"))
        {
            input.Add("format", $"'format' is '{format}'; give json or csv.");
        }

        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var grain = caller.Grains.Query(caller.Tenant);
        if (format == "csv" || (format is null && http.GetTypedHeaders().Accept is { Count: > 0 } accept && accept[0].MediaType.Equals(LedgerCsv.MediaType, StringComparison.OrdinalIgnoreCase)))
        {
            return new LedgerCsv(grain, filter);
        }

        var page = await grain.ListLedgerAsync(filter, request, cancellationToken);
        return TypedResults.Ok(PageOf<LedgerEntryJson>.From(page, LedgerEntryJson.Of));
    }
}
