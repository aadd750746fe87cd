using Microsoft.AspNetCore.Http;
using Platen.Domain.Users;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions.Audit;
using Platen.Grains.Abstractions.Users;

namespace Platen.Gateway.Security;

/// <summary>Holds every request against the table of rights; denies what is not in it.</summary>
internal sealed class AccessGuard(RequestDelegate next, AccessTable table, ProblemWriter problems, RefusalNotes notes)
{
    /// <summary>How the guard's own refusal begins.</summary>
    internal const string Refusal = "Your rights do not allow this";

    private const string LoginPage = "/login";

    /// <summary>The header of htmx's requests.</summary>
    private const string PartOfPage = "HX-Request";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint)
        {
            return problems.WriteAsync(context, ProblemAnswers.NotFound("such page or call here"));
        }

        var needed = table.Needed(endpoint, context.Request.Method);
        if (needed is not null && needed.Allows(Caller.ActorOf(context)))
        {
            return context.Features.Get<SessionView>() is { } session && FirstStep.Of(session) is { } step && needed.Kind != AccessKind.Anonymous && !step.Opens(context.Request.Path.Value)
                ? Before(context, step)
                : next(context);
        }

        if (context.Features.Get<SessionView>() is { Limit: not null })
        {
            // RFC 6750, 3.1: the user may hold the right, the program's token does not carry it
            context.Response.Headers.WWWAuthenticate = "Bearer error=\"insufficient_scope\"";
        }

        if (context.Features.Get<SessionView>() is null && needed is not null)
        {
            return Unauthenticated(context);
        }

        notes.Note(context, IAuditGrain.AccessRefused);
        return problems.WriteAsync(context, ProblemAnswers.Forbidden(needed?.ToString() ?? ""));
    }

    private Task Before(HttpContext context, FirstStep step)
    {
        if (IsApi(context))
        {
            return problems.WriteAsync(context, ProblemAnswers.Of(StatusCodes.Status403Forbidden, step.Code, step.Message));
        }

        // a part of an open page asks: the whole page goes there
        context.Response.Headers["HX-Redirect"] = step.Page;
        context.Response.Redirect(step.Page);
        return Task.CompletedTask;
    }

    private Task Unauthenticated(HttpContext context)
    {
        if (!IsApi(context) && !context.Request.Headers.ContainsKey(PartOfPage) && HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Redirect(LoginPage + QueryString.Create("to", context.Request.Path + context.Request.QueryString));
            return Task.CompletedTask;
        }

        if (context.Request.Headers.ContainsKey(PartOfPage))
        {
            // a part of an open page asks, and its session is over: the whole page goes to the login
            context.Response.Headers["HX-Redirect"] = LoginPage;
        }

        context.Response.Headers.WWWAuthenticate = context.Request.Headers.Authorization.Count == 0 ? "Bearer" : "Bearer error=\"invalid_token\"";
        var answer = ProblemAnswers.Of(
            StatusCodes.Status401Unauthorized, ProblemCode.NotLoggedIn, "Log in first: POST /api/v1/session gives a token for the header 'Authorization: Bearer …'.");
        return problems.WriteAsync(context, answer);
    }

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);
}
