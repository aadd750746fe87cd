using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Gateway.Api.Shared;
using Platen.Grains.Abstractions;

namespace Platen.Gateway.Api.Audit;

internal static class AuditEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/audit", ListAsync).WithTags("Audit").Describe<PageOf<AuditEntryJson>>("listAudit", "The audit log, newest first.");
        api.MapPost("/audit/verify", VerifyAsync).WithTags("Audit").Describe<AuditVerdictJson>("verifyAudit", "Checks the whole audit log, and names every fault.");
    }

    private static async Task<IResult> ListAsync([AsParameters] Paging paging, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var request = paging.Request(input);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var page = await caller.Grains.Query(caller.Tenant).ListAuditAsync(request, cancellationToken);
        return TypedResults.Ok(PageOf<AuditEntryJson>.From(page, AuditEntryJson.Of));
    }

    private static async Task<IResult> VerifyAsync(Caller caller, CancellationToken cancellationToken)
    {
        var breaks = await caller.Grains.Query(caller.Tenant).VerifyAuditAsync(cancellationToken);
        return TypedResults.Ok(new AuditVerdictJson(breaks.Length == 0, [.. breaks.Select(found => new AuditBreakJson(found.Chain, found.Position, found.Kind, found.Message))]));
    }
}
