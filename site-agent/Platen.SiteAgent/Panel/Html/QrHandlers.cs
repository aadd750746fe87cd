using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Panel.Html;

/// <summary>
/// Logging in by the phone's browser (AU27). The code is bound to this browser by a cookie; the page renews itself, and each time the server is asked whether somebody has approved it.
/// </summary>
internal static class QrHandlers
{
    /// <summary>The query of the page when it renews itself: then no new code is begun.</summary>
    private const string Waiting = "wait";

    public static async Task<IResult> GetAsync(HttpContext context, HtmlPages pages, QrLogins codes, PanelLogin login, LoggedInPeople people)
    {
        var device = HtmlEndpoints.Device(context);
        if (pages.FindSession(context, device, touch: false) is not null)
        {
            return HtmlPages.SeeOther(context, $"/panel/{device.DeviceId}/jobs");
        }

        var open = codes.Find(Ticket(context, device), HtmlPages.DeviceId(device));
        if (open is null)
        {
            return context.Request.Query.ContainsKey(Waiting) ? ToLogin(context, device, "phone-over") : await BeginAsync(context, pages, codes, device);
        }

        var (state, user) = await codes.CollectAsync(HtmlPages.DeviceId(device), open, context.RequestAborted);
        switch (state)
        {
            case QrState.Waiting:
                return Show(pages, device, open);
            case QrState.Approved:
                var result = await login.ApprovedAsync(HtmlPages.DeviceId(device), user, RequestGate.SourceOf(context), context.RequestAborted);
                context.Response.Cookies.Delete(CookieName(device.DeviceId), PanelCookie.Options());
                return result.Code == PanelLoginCode.Ok ? people.Welcome(context, device, result) : ToLogin(context, device, "phone");
            default:
                return ToLogin(context, device, "phone-over");
        }
    }

    /// <summary>The picture, for the browser whose panel shows it only.</summary>
    public static IResult GetPicture(HttpContext context, QrLogins codes)
    {
        var device = HtmlEndpoints.Device(context);
        if (codes.Find(Ticket(context, device), HtmlPages.DeviceId(device)) is not { } open)
        {
            return TypedResults.NotFound();
        }

        // the page renews itself, and the picture must not flicker each time; its address is another one for each code
        context.Response.Headers.CacheControl = "private, max-age=120";
        return TypedResults.Bytes(QrPicture.Of(open.Begun.Address), "image/png");
    }

    private static string CookieName(string device) => PanelCookie.Name(device) + "-qr";

    private static async Task<IResult> BeginAsync(HttpContext context, HtmlPages pages, QrLogins codes, ReplicaDevice device)
    {
        if (await codes.BeginAsync(HtmlPages.DeviceId(device), context.RequestAborted) is not var (open, ticket))
        {
            return ToLogin(context, device, "phone");
        }

        context.Response.Cookies.Append(CookieName(device.DeviceId), ticket, PanelCookie.Options());
        return Show(pages, device, open);
    }

    private static IResult Show(HtmlPages pages, ReplicaDevice device, QrOpen open) =>
        HtmlPages.Page(QrPage.Render(pages.Frame(device) with { Refresh = (QrPage.Every, $"/panel/{device.DeviceId}/qr?{Waiting}") }, open));

    private static IResult ToLogin(HttpContext context, ReplicaDevice device, string why)
    {
        context.Response.Cookies.Delete(CookieName(device.DeviceId), PanelCookie.Options());
        return HtmlPages.ToLogin(context, device, why);
    }

    private static string? Ticket(HttpContext context, ReplicaDevice device) => context.Request.Cookies[CookieName(device.DeviceId)];
}
