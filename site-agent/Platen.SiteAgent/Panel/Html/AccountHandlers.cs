using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Offline;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Panel.Html;

/// <summary>Registers a card after a login by another way (AU08), and draws a PIN (AU05). While the site is cut off, both are noted (MS05).</summary>
internal sealed class AccountHandlers(HtmlPages pages, PanelAccounts accounts, PendingPins pins)
{
    public static IResult Get(HttpContext context, AccountHandlers handlers) => handlers.Get(context);

    public static Task<IResult> PostAsync(HttpContext context, AccountHandlers handlers) => handlers.PostAsync(context);

    private IResult Get(HttpContext context)
    {
        var device = HtmlEndpoints.Device(context);
        return pages.FindSession(context, device, touch: true) is { } session
            ? Show(pages.Frame(device, session), session)
            : HtmlPages.ToLogin(context, device, "idle");
    }

    private async Task<IResult> PostAsync(HttpContext context)
    {
        var device = HtmlEndpoints.Device(context);
        var (form, problem) = await HtmlForm.ReadAsync(context);
        if (form is null)
        {
            return HtmlPages.Page(ErrorPage.Render(problem!), problem!.Status);
        }

        if (pages.FindSession(context, device, touch: true) is not { } session)
        {
            return HtmlPages.ToLogin(context, device, "idle");
        }

        if (!PanelCookie.Same(session.FormToken, HtmlForm.Text(form, "form")))
        {
            return Again(device, session, PanelTexts.PageTooOld, StatusCodes.Status403Forbidden);
        }

        var draws = HtmlForm.Text(form, "do") == "pin";
        var result = draws
            ? await accounts.DrawPinAsync(session, context.RequestAborted)
            : await accounts.RegisterCardAsync(session, HtmlForm.Text(form, "card").Trim(), context.RequestAborted);
        if (result.IsRefused)
        {
            return Again(device, session, result.Refusal, result.Wait is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status429TooManyRequests);
        }

        var frame = pages.Frame(device, session);
        return result switch
        {
            { Pin.Length: > 0 } => HtmlPages.Page(AccountPage.RenderPin(frame with { PinReady = false }, result.Pin)),
            { Pending.Length: > 0 } => Show(frame with { Notice = result.Pending }, session, StatusCodes.Status202Accepted),
            _ => Show(frame with { Notice = PanelTexts.CardRegistered }, session),
        };
    }

    private IResult Again(ReplicaDevice device, PanelSession session, string error, int status) => Show(pages.Frame(device, session) with { Error = error }, session, status);

    private IResult Show(PageFrame frame, PanelSession session, int status = StatusCodes.Status200OK) => HtmlPages.Page(AccountPage.Render(frame, pins.Has(session.User)), status);
}
