using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Users;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Panel.Html;

/// <summary>Registers a card after a login by another way (AU08), and draws a PIN (AU05).</summary>
internal sealed class AccountHandlers(HtmlPages pages, ICredentialRequests requests, TimeProvider time)
{
    private const int FreeAttempts = 5;

    // whether a card is somebody's is told to whom tries to register it: that must not become a search
    private readonly AttemptThrottle _throttle = new(FreeAttempts, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), time);

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

        if (_throttle.Enter(session.User.ToString()) is not null)
        {
            return Again(device, session, PanelTexts.AccountTooOften, StatusCodes.Status429TooManyRequests);
        }

        return HtmlForm.Text(form, "do") == "pin"
            ? await DrawAsync(device, session, context.RequestAborted)
            : await RegisterAsync(device, session, HtmlForm.Text(form, "card").Trim(), context.RequestAborted);
    }

    private async Task<IResult> RegisterAsync(ReplicaDevice device, PanelSession session, string card, CancellationToken cancellationToken)
    {
        if (UserRules.CheckCard(card) is not null)
        {
            return Again(device, session, PanelTexts.CardUnreadable, StatusCodes.Status422UnprocessableEntity);
        }

        var refusal = await requests.RegisterCardAsync(session.User, HtmlPages.DeviceId(device), card, cancellationToken);
        return refusal.Length > 0
            ? Again(device, session, refusal, StatusCodes.Status422UnprocessableEntity)
            : HtmlPages.Page(AccountPage.Render(pages.Frame(device, session) with { Notice = PanelTexts.CardRegistered }));
    }

    private async Task<IResult> DrawAsync(ReplicaDevice device, PanelSession session, CancellationToken cancellationToken)
    {
        var (pin, refusal) = await requests.IssuePinAsync(session.User, HtmlPages.DeviceId(device), cancellationToken);
        return pin.Length > 0
            ? HtmlPages.Page(AccountPage.Render(pages.Frame(device, session), pin))
            : Again(device, session, refusal, StatusCodes.Status422UnprocessableEntity);
    }

    private IResult Again(ReplicaDevice device, PanelSession session, string error, int status) =>
        HtmlPages.Page(AccountPage.Render(pages.Frame(device, session) with { Error = error }), status);
}
