using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Tenants;

namespace Platen.Gateway.Api.Tenants;

/// <summary>Who may register without an administrator (AU01), and whether forgotten passwords are replaced by mail.</summary>
internal static class RegistrationEndpoints
{
    private const string Route = "/tenant/registration";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(Route, GetAsync).WithTags("Tenant").Describe<RegistrationJson>("getRegistrationPolicy", "Who may register, and what they get.");
        api.MapPatch(Route, PatchAsync).WithTags("Tenant").Describe<RegistrationJson>("updateRegistrationPolicy", "Changes who may register; what is left out stays as it is. Groups and roles: administrators only.");
    }

    private static async Task<IResult> GetAsync(Caller caller, CancellationToken cancellationToken) =>
        await caller.Grains.Tenant(caller.Tenant).GetAsync(cancellationToken) is { } tenant ? TypedResults.Ok(RegistrationJson.Of(tenant)) : ProblemAnswers.NotFound($"tenant '{caller.Tenant}'");

    private static async Task<IResult> PatchAsync(RegistrationJson request, Caller caller, CancellationToken cancellationToken)
    {
        var grain = caller.Grains.Tenant(caller.Tenant);
        if (await grain.GetAsync(cancellationToken) is not { } tenant)
        {
            return ProblemAnswers.NotFound($"tenant '{caller.Tenant}'");
        }

        var input = new Input();
        var policy = request.Over(tenant.Registration, input);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var result = await grain.UpdateAsync(new UpdateTenant { Registration = policy, PasswordByMail = request.PasswordByMail }, caller.Actor, cancellationToken);
        return result.IsDone ? await GetAsync(caller, cancellationToken) : ProblemAnswers.Of(result);
    }
}
