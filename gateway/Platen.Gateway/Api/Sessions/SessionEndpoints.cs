using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Platen.Domain.Users;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Api.Users;
using Platen.Gateway.Problems;
using Platen.Gateway.Security;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;

namespace Platen.Gateway.Api.Sessions;

internal static class SessionEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var session = api.MapGroup("/session").WithTags("Session");
        session.MapPost("", LogInAsync).RequireRateLimiting(LoginLimits.Policy).Describe<SessionJson>("logIn", "Logs in, and gives the token for the header 'Authorization: Bearer'.");
        session.MapGet("", Get).Describe<SessionJson>("getSession", "Says who is logged in.");
        session.MapDelete("", LogOutAsync).Describe("logOut", "Ends the session.");
        UserSessionEndpoints.Map(api);
    }

    private static async Task<IResult> LogInAsync(LoginRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var command = new LogIn { LoginName = input.Text(request.LoginName, "loginName"), Password = input.Text(request.Password, "password"), Origin = caller.Origin, Client = SessionKind.Program, Code = request.Code ?? "" };
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var grain = caller.Grains.Session(caller.Tenant);
        var result = await grain.LogInAsync(command, cancellationToken);
        if (result is { Code: LogInCode.Ok, Token: { } token } && await grain.FindAsync(token, cancellationToken) is { } session)
        {
            return TypedResults.Ok(ToJson(session, token));
        }

        return result.Code == LogInCode.InitialPasswordOver
            ? ProblemAnswers.Of(StatusCodes.Status401Unauthorized, ProblemCode.PasswordChangeNeeded, "The time of the initial password is over: ask an administrator for a new one.")
            : result.Code == LogInCode.CodeNeeded
            ? ProblemAnswers.Of(StatusCodes.Status401Unauthorized, ProblemCode.SecondFactorNeeded, "The user has a second factor: send its code, or a recovery code, as 'code' beside name and password.")
            : Wrong();
    }

    private static Ok<SessionJson> Get(HttpContext context) => TypedResults.Ok(ToJson(context.Features.GetRequiredFeature<SessionView>(), null));

    private static async Task<IResult> LogOutAsync(HttpContext context, Caller caller, CancellationToken cancellationToken)
    {
        await caller.Grains.Session(caller.Tenant).EndAsync(context.Features.GetRequiredFeature<SessionToken>().Value, caller.Actor, cancellationToken);
        return TypedResults.NoContent();
    }

    private static SessionJson ToJson(SessionView session, string? token) => new(token, session.StartedAt, session.EndsAt, UserJson.Of(session.User));

    // one answer for all, also for names that are locked: only names that exist are ever locked (ASVS 6.3.8)
    private static ProblemHttpResult Wrong() => ProblemAnswers.Of(
        StatusCodes.Status401Unauthorized, ProblemCode.WrongCredentials, "The login name or the password is wrong. After several failures a name is locked for a while; an administrator can unlock it.");
}
