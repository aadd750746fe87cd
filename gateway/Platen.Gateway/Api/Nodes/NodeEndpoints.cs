using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Gateway.Api.Shared;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Nodes;

namespace Platen.Gateway.Api.Nodes;

internal static class NodeEndpoints
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/nodes", ListAsync).WithTags("Nodes").Describe<NodeListJson>("listNodes", "The servers with their versions: one, or the silos of a cluster. What is upgraded silo by silo is watched here.");

    private static async Task<IResult> ListAsync(Caller caller, CancellationToken cancellationToken) =>
        TypedResults.Ok(new NodeListJson(ProductVersion.Current, [.. (await caller.Grains.NodeList().ListAsync(cancellationToken)).Select(NodeJson.Of)]));
}
