using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Gateway.Api.Shared;
using Platen.Grains.Abstractions;

namespace Platen.Gateway.Api.Licences;

/// <summary>What the provider's people see of a customer (AZ08).</summary>
internal static class LicenceEndpoints
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/licences/devices", ListAsync).WithTags("Licences").Describe<PageOf<DeviceLicenceJson>>("listDeviceLicences", "Which devices take a licence; nothing about people, jobs, names or addresses.");

    private static async Task<IResult> ListAsync([AsParameters] Paging paging, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var page = paging.Request(input);
        return input.Refusal ?? TypedResults.Ok(PageOf<DeviceLicenceJson>.From(await caller.Grains.Lists(caller.Tenant).ListLicencesAsync(page, caller.Actor, cancellationToken), DeviceLicenceJson.Of));
    }
}
