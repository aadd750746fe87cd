using Platen.Contracts.AgentLink.V1;

namespace Platen.SiteAgent.Panel.Json;

/// <summary>The routes of the panel protocol, with what they answer (docs/architecture/panel-protocol.md).</summary>
internal static class JsonEndpoints
{
    public const string Root = "/panel/v1/devices/{device}";

    /// <summary>Other types too reach the handlers, which answer them with a problem that says so; routing would answer with an empty 415.</summary>
    public const string AnyType = "*/*";

    private const string JsonType = "application/json";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup(Root).WithTags("Panel").AddEndpointFilter(PassGateAsync).RequireRows();
        MapSession(group);
        MapAccount(group);
        MapJobs(group);
        MapReleases(group);
    }

    private static void MapSession(RouteGroupBuilder group)
    {
        Errors(group.MapGet("", DeviceHandlers.Get).WithName("getDevice").WithSummary("The device, and what can be used to log in").Produces<DeviceView>());
        Errors(
            group.MapPost("session", SessionHandlers.LoginAsync).WithName("logIn").WithSummary("Log in; the device's former session ends")
                .Accepts<LoginView>(JsonType, AnyType).Produces<SessionView>(StatusCodes.Status201Created),
            400, 401, 413, 415, 503);
        Errors(group.MapPost("qr", QrCalls.BeginAsync).WithName("beginQrLogin").WithSummary("Begin a login by the phone's browser; the device's former code ends").Produces<QrView>(StatusCodes.Status201Created), 503);
        Errors(group.MapGet("session", SessionHandlers.Get).WithName("getSession").WithSummary("The session; asking does not prolong it").Produces<SessionView>(), 401);
        Errors(group.MapDelete("session", SessionHandlers.LogoutAsync).WithName("logOut").WithSummary("Log out").Produces(StatusCodes.Status204NoContent), 401);
    }

    private static void MapAccount(RouteGroupBuilder group)
    {
        Errors(group.MapPost("pin", AccountCalls.DrawPinAsync).WithName("drawPin").WithSummary("Draw a new PIN, once in 7 days; it is shown once. 202: the branch is offline, and the wish is noted").Produces<PinView>(StatusCodes.Status201Created)
            .Produces<PendingView>(StatusCodes.Status202Accepted), 401, 409);
        Errors(
            group.MapPost("cards", AccountCalls.RegisterCardAsync).WithName("registerCard").WithSummary("Register an ID card for who is logged in. 202: the branch is offline, and the card is noted")
                .Accepts<CardView>(JsonType, AnyType).Produces(StatusCodes.Status204NoContent).Produces<PendingView>(StatusCodes.Status202Accepted),
            400, 401, 409, 413, 415);
    }

    private static void MapJobs(RouteGroupBuilder group)
    {
        Errors(group.MapGet("jobs", JobHandlers.ListAsync).WithName("listJobs").WithSummary("The user's jobs of all branches").Produces<JobListView>(), 401);
        Errors(
            group.MapDelete("jobs/{job}", JobHandlers.DeleteAsync).WithName("deleteJob").WithSummary("Delete a job and its key; 202: the other branch that holds it is asked to").Produces(StatusCodes.Status204NoContent)
                .Produces(StatusCodes.Status202Accepted),
            401, 409);
    }

    private static void MapReleases(RouteGroupBuilder group)
    {
        Errors(
            group.MapPost("releases", ReleaseHandlers.StartAsync).WithName("releaseJobs").WithSummary("Print jobs at this device")
                .Accepts<ReleasesView>(JsonType, AnyType).Produces<ReleaseListView>(StatusCodes.Status202Accepted),
            400, 401, 409, 413, 415);
        Errors(
            group.MapGet("releases/{release}", ReleaseHandlers.GetAsync).WithName("getRelease").WithSummary("How far a release is; with wait, answers when it goes on")
                .Produces<ReleaseView>(),
            401);
    }

    // every route can also be refused by the gate: 403, 404, 429
    private static void Errors(RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in (ReadOnlySpan<int>)[403, 404, 429, .. statuses])
        {
            route.ProducesProblem(status);
        }
    }

    private static async ValueTask<object?> PassGateAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        SecurityHeaders.Set(http.Response);
        var gate = http.RequestServices.GetRequiredService<RequestGate>();
        var (device, problem) = await gate.EnterAsync(http, http.GetRouteValue("device") as string ?? "");
        if (problem is not null)
        {
            return problem.ToResult(http);
        }

        http.Features.Set<ReplicaDevice>(device);
        return await next(context);
    }
}
