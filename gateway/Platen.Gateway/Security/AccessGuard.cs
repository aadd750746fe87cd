using Microsoft.AspNetCore.Http;
using Platen.Domain.Users;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions.Users;

namespace Platen.Gateway.Security;

/// <summary>Holds every request against the table of rights; denies what is not in it.</summary>
internal sealed class AccessGuard(RequestDelegate next, AccessTable table)
{
    private const string LoginPage = "/login";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint)
        {
            return ProblemAnswers.NotFound("such page or call here").ExecuteAsync(context);
        }

        var needed = table.Needed(endpoint, context.Request.Method);
        if (AccessRule.Allows(needed, Caller.ActorOf(context)))
        {
            return next(context);
        }

        return context.Features.Get<SessionView>() is null && needed != Access.Unspecified ? Unauthenticated(context) : ProblemAnswers.Forbidden().ExecuteAsync(context);
    }

    private static Task Unauthenticated(HttpContext context)
    {
        if (!IsApi(context) && HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Redirect(LoginPage + QueryString.Create("to", context.Request.Path + context.Request.QueryString));
            return Task.CompletedTask;
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        var answer = ProblemAnswers.Of(
            StatusCodes.Status401Unauthorized, ProblemCode.NotLoggedIn, "Log in first: POST /api/v1/session gives a token for the header 'Authorization: Bearer …'.");
        return answer.ExecuteAsync(context);
    }

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);
}
