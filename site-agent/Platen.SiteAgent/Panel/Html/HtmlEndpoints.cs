using Platen.Contracts.AgentLink.V1;

namespace Platen.SiteAgent.Panel.Html;

/// <summary>The routes of the panel's pages (docs/guides/panel.md).</summary>
internal static class HtmlEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(PanelStyle.Route, PanelStyle.Get).ExcludeFromDescription();
        var group = endpoints.MapGroup("/panel/{device}").ExcludeFromDescription().AddEndpointFilter(PassGateAsync).RequireRows();
        group.MapGet("", LoginHandlers.Get);
        group.MapPost("login", LoginHandlers.LoginAsync);
        group.MapGet("qr", QrHandlers.GetAsync);
        group.MapGet("qr.png", QrHandlers.GetPicture);
        group.MapGet("second", SecondPhaseHandlers.Get);
        group.MapPost("second", SecondPhaseHandlers.PostAsync);
        group.MapPost("logout", LoginHandlers.LogoutAsync);
        group.MapGet("timeout", LoginHandlers.TimeoutAsync);
        group.MapGet("jobs", JobsHandlers.GetAsync);
        group.MapPost("jobs", JobsHandlers.PostAsync);
        group.MapGet("account", AccountHandlers.Get);
        group.MapPost("account", AccountHandlers.PostAsync);
        group.MapGet("releases/{action:guid}", ProgressHandlers.Get);
    }

    /// <summary>The device that the gate let pass.</summary>
    public static ReplicaDevice Device(HttpContext context) => Json.JsonSession.Device(context);

    private static async ValueTask<object?> PassGateAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        SecurityHeaders.Set(http.Response);
        var gate = http.RequestServices.GetRequiredService<RequestGate>();
        var (device, problem) = await gate.EnterAsync(http, http.GetRouteValue("device") as string ?? "");
        if (problem is not null)
        {
            return HtmlPages.Page(ErrorPage.Render(problem), problem.Status);
        }

        http.Features.Set<ReplicaDevice>(device);
        return await next(context);
    }
}
