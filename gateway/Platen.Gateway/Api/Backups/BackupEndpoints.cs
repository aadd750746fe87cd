using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions;

namespace Platen.Gateway.Api.Backups;

/// <summary>What is there of backups, and one now (OP01). The files themselves leave the server by no way that a browser has.</summary>
internal static class BackupEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/backups", GetAsync).WithTags("Backups").Describe<BackupsJson>("listBackups", "The backups, newest first, when the next one is made, and how the last attempt ended.");
        api.MapPost("/backups", StartAsync).WithTags("Backups").Describe("makeBackup", "Begins a backup now. 202: it goes on by itself; ask again with GET.").Produces(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> GetAsync(Caller caller, CancellationToken cancellationToken) =>
        await caller.Grains.Backups(caller.Tenant).GetAsync(caller.Actor, cancellationToken) is { } view ? TypedResults.Ok(BackupsJson.Of(view)) : ProblemAnswers.NotFound("backups for you");

    private static async Task<IResult> StartAsync(Caller caller, CancellationToken cancellationToken)
    {
        var result = await caller.Grains.Backups(caller.Tenant).StartAsync(caller.Actor, cancellationToken);
        return result.IsDone ? TypedResults.Accepted("/api/v1/backups") : ProblemAnswers.Of(result);
    }
}
