using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Domain.Users;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;

namespace Platen.Gateway.Api.Sessions;

/// <summary>A user's sessions: one's own, or those of others by who may change users.</summary>
internal static class UserSessionEndpoints
{
    private const string Route = "/users/{user}/sessions";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(Route, ListAsync).WithTags("Session").Describe<PageOf<UserSessionJson>>("listSessions", "A user's sessions, newest first.");
        api.MapDelete(Route, EndAllAsync).WithTags("Session").Describe("endSessions", "Ends all sessions of a user.");
        api.MapDelete(Route + "/{session}", EndAsync).WithTags("Session").Describe("endSession", "Ends one session of a user.");
    }

    private static async Task<IResult> ListAsync(UserId user, HttpContext context, Caller caller, CancellationToken cancellationToken)
    {
        var sessions = await caller.Grains.Session(caller.Tenant).ListAsync(user, caller.Actor, cancellationToken);
        var current = context.Features.Get<SessionView>()?.Session;
        return TypedResults.Ok(new PageOf<UserSessionJson>([.. sessions.Select(session => UserSessionJson.Of(session, current))], null));
    }

    private static async Task<IResult> EndAllAsync(UserId user, Caller caller, CancellationToken cancellationToken)
    {
        if (caller.WhyNotFresh(user) is { } stale)
        {
            return stale;
        }

        await caller.Grains.Session(caller.Tenant).EndAllOfUserAsync(user, caller.Actor, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> EndAsync(UserId user, string session, Caller caller, CancellationToken cancellationToken)
    {
        if (caller.WhyNotFresh(user) is { } stale)
        {
            return stale;
        }

        var result = await caller.Grains.Session(caller.Tenant).EndOneAsync(user, session, caller.Actor, cancellationToken);
        return result.IsDone ? TypedResults.NoContent() : ProblemAnswers.Of(result);
    }
}
