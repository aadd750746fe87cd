using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Problems;
using Platen.Gateway.Security;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Tenants;

namespace Platen.Gateway.Api.Setup;

internal static class SetupEndpoints
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/setup", SetUpAsync).WithTags("Setup").RequireRateLimiting(LoginLimits.Policy)
        .Describe<IdJson>("setUp", "Makes the first administrator, with the token of the one-time set-up link.", StatusCodes.Status201Created);

    private static async Task<IResult> SetUpAsync(SetupRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var command = new CompleteSetUp
        {
            Token = input.Text(request.Token, "token"),
            TenantName = request.TenantName,
            LoginName = input.Text(request.LoginName, "loginName"),
            DisplayName = input.Text(request.DisplayName, "displayName"),
            Email = request.Email ?? "",
            Password = input.Text(request.Password, "password"),
            Origin = caller.Origin,
        };
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var made = await caller.Grains.Tenant(caller.Tenant).CompleteSetUpAsync(command, cancellationToken);
        return made.Result.IsDone
            ? TypedResults.Created($"{ApiEndpoints.Root}/users/{made.Administrator!.Id}", new IdJson(made.Administrator.Id.ToString()))
            : ProblemAnswers.Of(made.Result);
    }
}
