using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Domain.Users;
using Platen.Gateway.Api.Roles;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Tokens;

namespace Platen.Gateway.Api.Tokens;

/// <summary>Personal tokens: what a program of a user's own acts with, by <c>Authorization: Bearer</c>.</summary>
internal static class TokenEndpoints
{
    private const string Route = "/users/{user}/tokens";
    private const int DaysUsual = 90;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(Route, ListAsync).WithTags("Tokens").Describe<PageOf<TokenJson>>("listTokens", "A user's personal tokens, newest first; without the tokens themselves.");
        api.MapPost(Route, CreateAsync).WithTags("Tokens").Describe<CreatedTokenJson>("createToken", "Makes a personal token of the caller's own, for some of the own rights. It is shown once.", StatusCodes.Status201Created);
        api.MapDelete(Route + "/{token}", RevokeAsync).WithTags("Tokens").Describe("revokeToken", "Ends a personal token, at once.");
    }

    private static async Task<IResult> ListAsync(UserId user, Caller caller, CancellationToken cancellationToken)
    {
        var rows = await caller.Grains.Tokens(caller.Tenant).ListAsync(user, caller.Actor, cancellationToken);
        return TypedResults.Ok(new PageOf<TokenJson>([.. rows.Select(TokenJson.Of)], null));
    }

    private static async Task<IResult> CreateAsync(UserId user, CreateTokenRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (!Rights.Is(caller.Actor, user))
        {
            return ProblemAnswers.NotFound("such user, whose tokens you could make");
        }

        if (caller.WhyNotFresh(user) is { } stale)
        {
            return stale;
        }

        var input = new Input();
        var command = new CreateToken { Name = input.Text(request.Name, "name"), Scopes = RoleEndpoints.ReadRights(request.Scopes, "scopes", input), Life = TimeSpan.FromDays(Math.Clamp(request.Days ?? DaysUsual, 0, 10_000)) };
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var made = await caller.Grains.Tokens(caller.Tenant).CreatePersonalAsync(command, caller.Actor, cancellationToken);
        return made is { Token: { } token } ? TypedResults.Created((string?)null, new CreatedTokenJson(token, made.EndsAt)) : ProblemAnswers.Of(made.Result);
    }

    private static async Task<IResult> RevokeAsync(UserId user, string token, Caller caller, CancellationToken cancellationToken)
    {
        var result = await caller.Grains.Tokens(caller.Tenant).RevokeAsync(user, token, caller.Actor, cancellationToken);
        return result.IsDone ? TypedResults.NoContent() : ProblemAnswers.Of(result);
    }
}
