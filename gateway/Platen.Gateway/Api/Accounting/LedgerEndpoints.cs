using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Domain.Accounting;
using Platen.Gateway.Api.Shared;
using Platen.Grains.Abstractions;

namespace Platen.Gateway.Api.Accounting;

internal static class LedgerEndpoints
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/ledger", ListAsync).WithTags("Ledger")
        .Describe<PageOf<LedgerEntryJson>>("listLedger", "What was printed and charged, newest first; as CSV, all pages in one, with '?format=csv' or 'Accept: text/csv'.")
        .Produces<string>(StatusCodes.Status200OK, LedgerTable.MediaType);

    private static async Task<IResult> ListAsync([AsParameters] LedgerQuery query, [AsParameters] Paging paging, string? format, HttpRequest http, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var filter = query.Filter(input, caller);
        var request = paging.Request(input);
        var csv = ListFormat.IsCsv(format, http, input);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var grain = caller.Grains.Lists(caller.Tenant);
        if (csv)
        {
            return new CsvFile<LedgerEntry>("ledger.csv", LedgerTable.Head, LedgerTable.Line, (at, token) => grain.ListLedgerAsync(filter, at, caller.Actor, token));
        }

        var page = await grain.ListLedgerAsync(filter, request, caller.Actor, cancellationToken);
        return TypedResults.Ok(PageOf<LedgerEntryJson>.From(page, LedgerEntryJson.Of));
    }
}
