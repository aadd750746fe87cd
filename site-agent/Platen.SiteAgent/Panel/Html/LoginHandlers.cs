using System.Globalization;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Offline;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Panel.Html;

/// <summary>Log in, log out, be logged out.</summary>
internal static class LoginHandlers
{
    // keeps the state of the line, and the form's token, fresh on a device that nobody uses for days
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan TimeoutSlack = TimeSpan.FromSeconds(3);

    public static IResult Get(HttpContext context, HtmlPages pages, LoginForms forms, PanelLogin login, QrLogins codes, OfflineGate offline, string? mode, string? now)
    {
        var device = HtmlEndpoints.Device(context);
        if (pages.FindSession(context, device, touch: false) is not null)
        {
            return HtmlPages.SeeOther(context, $"/panel/{device.DeviceId}/jobs");
        }

        var cardOnly = login.DemandedAt(HtmlPages.DeviceId(device)) != SecondPhase.Unspecified;
        var password = !cardOnly && mode == LoginPage.PasswordMode;
        var frame = pages.Frame(device) with
        {
            Notice = now switch { "out" => PanelTexts.LoggedOut, "idle" => PanelTexts.TimedOut, "second" => PanelTexts.SecondOver, "phone-over" => PanelTexts.PhoneOver, _ => "" },
            Error = now == "phone" ? PanelTexts.PhoneNotNow : "",
            Refresh = (RefreshEvery, $"/panel/{device.DeviceId}" + (password ? "?mode=" + LoginPage.PasswordMode : "")),
        };
        return HtmlPages.Page(LoginPage.Render(frame, forms.Issue(context, device.DeviceId), password, cardOnly, codes.IsOffered && !offline.IsOffline));
    }

    public static async Task<IResult> LoginAsync(HttpContext context, HtmlPages pages, LoginForms forms, PanelLogin login, LoggedInPeople people)
    {
        var device = HtmlEndpoints.Device(context);
        var (form, problem) = await HtmlForm.ReadAsync(context);
        if (form is null)
        {
            return HtmlPages.Page(ErrorPage.Render(problem!), problem!.Status);
        }

        var name = HtmlForm.Text(form, "name").Trim();
        if (!forms.IsOwn(context, device.DeviceId, HtmlForm.Text(form, "form")))
        {
            return Again(context, pages, forms, login, device, PanelTexts.PageTooOld, name, StatusCodes.Status403Forbidden);
        }

        var result = Credential(form, name) is { } credential
            ? await login.LoginAsync(HtmlPages.DeviceId(device), credential, RequestGate.SourceOf(context), context.RequestAborted)
            : new PanelLoginResult(PanelLoginCode.WrongCredential);
        return result switch
        {
            { Code: PanelLoginCode.Ok } => people.Welcome(context, device, result),
            { Code: PanelLoginCode.SecondPhaseNeeded, Ask: { } ask } => AskSecond(context, device, ask),
            _ => Again(context, pages, forms, login, device, PanelTexts.LoginRefused(result), name, StatusOf(context, result)),
        };
    }

    public static async Task<IResult> LogoutAsync(HttpContext context, HtmlPages pages, PanelSessions sessions)
    {
        var device = HtmlEndpoints.Device(context);
        var (form, problem) = await HtmlForm.ReadAsync(context);
        if (form is null)
        {
            return HtmlPages.Page(ErrorPage.Render(problem!), problem!.Status);
        }

        if (pages.FindSession(context, device, touch: false) is { } session)
        {
            if (!PanelCookie.Same(session.FormToken, HtmlForm.Text(form, "form")))
            {
                return HtmlPages.SeeOther(context, $"/panel/{device.DeviceId}/jobs");
            }

            await sessions.EndAsync(session, SessionEnd.Logout, context.RequestAborted);
        }

        context.Response.Cookies.Delete(PanelCookie.Name(device.DeviceId), PanelCookie.Options());
        return HtmlPages.ToLogin(context, device, "out");
    }

    /// <summary>Where pages go by themselves. It ends a session only when that is due anyway, so that no link of a stranger can log somebody out.</summary>
    public static async Task<IResult> TimeoutAsync(HttpContext context, HtmlPages pages, PanelSessions sessions, TimeProvider time)
    {
        var device = HtmlEndpoints.Device(context);
        if (pages.FindSession(context, device, touch: false) is { } session)
        {
            if (session.ExpiresAt - time.GetUtcNow() > TimeoutSlack)
            {
                return HtmlPages.SeeOther(context, $"/panel/{device.DeviceId}/jobs");
            }

            await sessions.EndAsync(session, SessionEnd.TimedOut, context.RequestAborted);
        }

        context.Response.Cookies.Delete(PanelCookie.Name(device.DeviceId), PanelCookie.Options());
        return HtmlPages.ToLogin(context, device, "idle");
    }

    private static PanelCredential? Credential(IFormCollection form, string name)
    {
        if (name.Length > 0)
        {
            var password = HtmlForm.Text(form, "password");
            return Fits(name) && Fits(password) ? new PanelCredential.Password(name, password) : null;
        }

        var secret = HtmlForm.Text(form, "secret").Trim();
        return Fits(secret) ? new PanelCredential.PinOrCard(secret) : null;
    }

    private static bool Fits(string text) => text.Length is > 0 and <= PanelCredential.CharsMax;

    /// <summary>The status of a refused login; sets when it may be tried again.</summary>
    public static int StatusOf(HttpContext context, PanelLoginResult result)
    {
        if (result.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        // a refused form is 422: 401 would want an authentication scheme (RFC 9110, 15.5.2), and small browsers then show a dialogue of their own
        return PanelProblem.Of(result).Status is var s && s == StatusCodes.Status401Unauthorized ? StatusCodes.Status422UnprocessableEntity : s;
    }

    private static IResult AskSecond(HttpContext context, ReplicaDevice device, SecondPhaseAsk ask)
    {
        context.Response.Cookies.Append(SecondPhaseHandlers.CookieName(device.DeviceId), ask.Ticket, PanelCookie.Options());
        return HtmlPages.SeeOther(context, $"/panel/{device.DeviceId}/second");
    }

    private static IResult Again(HttpContext context, HtmlPages pages, LoginForms forms, PanelLogin login, ReplicaDevice device, string error, string name, int status)
    {
        var cardOnly = login.DemandedAt(HtmlPages.DeviceId(device)) != SecondPhase.Unspecified;
        var frame = pages.Frame(device) with { Error = error };
        return HtmlPages.Page(LoginPage.Render(frame, forms.Issue(context, device.DeviceId), name.Length > 0 && !cardOnly, cardOnly, loginName: name), status);
    }
}
