using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Panel.Html;

/// <summary>The page after the card (AU04). The ticket is in a cookie of its own, which goes when it is used.</summary>
internal static class SecondPhaseHandlers
{
    public static string CookieName(string device) => PanelCookie.Name(device) + "-second";

    public static IResult Get(HttpContext context, HtmlPages pages, LoginForms forms, PanelLogin login, string? mode)
    {
        var device = HtmlEndpoints.Device(context);
        return login.FindAsk(HtmlPages.DeviceId(device), Ticket(context, device)) is { } ask
            ? Show(context, pages, forms, device, ask, mode, "", StatusCodes.Status200OK)
            : ToLogin(context, device);
    }

    public static async Task<IResult> PostAsync(HttpContext context, HtmlPages pages, LoginForms forms, PanelLogin login, LoggedInPeople people)
    {
        var device = HtmlEndpoints.Device(context);
        var (form, problem) = await HtmlForm.ReadAsync(context);
        if (form is null)
        {
            return HtmlPages.Page(ErrorPage.Render(problem!), problem!.Status);
        }

        var ticket = Ticket(context, device);
        if (login.FindAsk(HtmlPages.DeviceId(device), ticket) is not { } ask || !forms.IsOwn(context, device.DeviceId, HtmlForm.Text(form, "form")))
        {
            return ToLogin(context, device);
        }

        var password = SecondPhasePage.IsPassword(ask, HtmlForm.Text(form, "mode"));
        var secret = HtmlForm.Text(form, "secret");
        if (secret.Length is 0 or > PanelCredential.CharsMax)
        {
            return Show(context, pages, forms, device, ask, HtmlForm.Text(form, "mode"), PanelTexts.LoginRefused(new PanelLoginResult(PanelLoginCode.WrongCredential)), StatusCodes.Status422UnprocessableEntity);
        }

        PanelCredential credential = password ? new PanelCredential.Password("", secret) : new PanelCredential.Pin(secret.Trim());
        var result = await login.SecondAsync(HtmlPages.DeviceId(device), ticket, credential, RequestGate.SourceOf(context), context.RequestAborted);
        return result.Code == PanelLoginCode.Ok
            ? people.Welcome(context, device, result)
            : Refuse(context, pages, forms, device, result, HtmlForm.Text(form, "mode"));
    }

    private static IResult Refuse(HttpContext context, HtmlPages pages, LoginForms forms, ReplicaDevice device, PanelLoginResult result, string mode)
    {
        if (result.Ask is not { } ask)
        {
            return ToLogin(context, device);
        }

        return Show(context, pages, forms, device, ask, mode, PanelTexts.LoginRefused(result), LoginHandlers.StatusOf(context, result));
    }

    private static IResult Show(HttpContext context, HtmlPages pages, LoginForms forms, ReplicaDevice device, SecondPhaseAsk ask, string? mode, string error, int status)
    {
        var frame = pages.Frame(device) with { Error = error, Refresh = (ask.EndsIn, $"/panel/{device.DeviceId}?now=second") };
        return HtmlPages.Page(SecondPhasePage.Render(frame, forms.Issue(context, device.DeviceId), ask, SecondPhasePage.IsPassword(ask, mode)), status);
    }

    private static IResult ToLogin(HttpContext context, ReplicaDevice device)
    {
        context.Response.Cookies.Delete(CookieName(device.DeviceId), PanelCookie.Options());
        return HtmlPages.ToLogin(context, device, "second");
    }

    private static string? Ticket(HttpContext context, ReplicaDevice device) => context.Request.Cookies[CookieName(device.DeviceId)];
}
