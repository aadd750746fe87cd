using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Users;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Panel.Html;

/// <summary>Registers a card after a login by another way (AU08), and draws a PIN (AU05).</summary>
internal sealed class AccountHandlers(HtmlPages pages, PanelAccounts accounts)
{
    public static IResult Get(HttpContext context, AccountHandlers handlers) => handlers.Get(context);

    public static Task<IResult> PostAsync(HttpContext context, AccountHandlers handlers) => handlers.PostAsync(context);

    private IResult Get(HttpContext context)
    {
        var device = HtmlEndpoints.Device(context);
        return pages.FindSession(context, device, touch: true) is { } session
            ? HtmlPages.Page(AccountPage.Render(pages.Frame(device, session)))
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
        if (!result.IsDone)
        {
            return Again(device, session, result.Refusal, result.Wait is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status429TooManyRequests);
        }

        return HtmlPages.Page(draws
            ? AccountPage.Render(pages.Frame(device, session), result.Pin)
            : AccountPage.Render(pages.Frame(device, session) with { Notice = PanelTexts.CardRegistered }));
    }

    private IResult Again(ReplicaDevice device, PanelSession session, string error, int status) =>
        HtmlPages.Page(AccountPage.Render(pages.Frame(device, session) with { Error = error }), status);
}
