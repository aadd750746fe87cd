using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Domain.Cards;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Tenants;

namespace Platen.Gateway.Api.Tenants;

/// <summary>How people log in at devices, and how their card readers send numbers.</summary>
internal static class LoginPolicyEndpoints
{
    private const string Route = "/tenant/logins";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(Route, GetAsync).WithTags("Tenant").Describe<LoginPolicyJson>("getLoginPolicy", "How people log in at devices.");
        api.MapPatch(Route, PatchAsync).WithTags("Tenant").Describe<LoginPolicyJson>("updateLoginPolicy", "Changes how people log in at devices; what is left out stays as it is.");
        api.MapPost(Route + "/reader-test", TestAsync).WithTags("Tenant").Describe<ReaderTestJson>("testReader", "Converts what a card reader sent, and shows each step.");
        api.MapDelete(Route + "/fleet-throttle", EndThrottleAsync).WithTags("Tenant").Describe("endFleetThrottle", "Ends the time in which all panels are slow, before it is over.");
    }

    private static async Task<IResult> GetAsync(Caller caller, CancellationToken cancellationToken) =>
        await caller.Grains.Tenant(caller.Tenant).GetAsync(cancellationToken) is { } tenant ? TypedResults.Ok(LoginPolicyJson.Of(tenant)) : ProblemAnswers.NotFound($"tenant '{caller.Tenant}'");

    private static async Task<IResult> PatchAsync(LoginPolicyJson request, Caller caller, CancellationToken cancellationToken)
    {
        var grain = caller.Grains.Tenant(caller.Tenant);
        if (await grain.GetAsync(cancellationToken) is not { } tenant)
        {
            return ProblemAnswers.NotFound($"tenant '{caller.Tenant}'");
        }

        var input = new Input();
        var policy = request.Over(tenant.Logins, input);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var result = await grain.UpdateAsync(new UpdateTenant { Logins = policy }, caller.Actor, cancellationToken);
        return result.IsDone ? await GetAsync(caller, cancellationToken) : ProblemAnswers.Of(result);
    }

    private static async Task<IResult> TestAsync(ReaderTestRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var logins = (await caller.Grains.Tenant(caller.Tenant).GetAsync(cancellationToken))?.Logins;
        if (request.Rule is null && request.Format is { Length: > 0 } name && logins?.Find(name) is null)
        {
            return ProblemAnswers.NotFound($"reader format '{name}'");
        }

        var (rule, errors) = ReaderRule.Read(request.Rule ?? logins?.Find(request.Format ?? "")?.Rule ?? "");
        return rule is null
            ? ProblemAnswers.Invalid([.. errors.Select(error => new InputError(error, "#/rule"))])
            : TypedResults.Ok(ReaderTestJson.Of(rule.Run(request.Sent ?? "")));
    }

    private static async Task<IResult> EndThrottleAsync(Caller caller, CancellationToken cancellationToken)
    {
        var result = await caller.Grains.Tenant(caller.Tenant).EndFleetThrottleAsync(caller.Actor, cancellationToken);
        return result.IsDone ? TypedResults.NoContent() : ProblemAnswers.Of(result);
    }
}
