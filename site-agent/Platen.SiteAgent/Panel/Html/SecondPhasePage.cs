using Platen.Domain.Users;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Panel.Html;

/// <summary>What follows the card: PIN or password (AU04). It names nobody: who holds a found card must not learn whose it is.</summary>
internal static class SecondPhasePage
{
    public static string Render(PageFrame frame, string formToken, SecondPhaseAsk ask, bool password) => frame.Render(PanelTexts.SecondHeading, html =>
    {
        var label = password ? PanelTexts.Password : PanelTexts.Pin;
        html.Add($"<form class=\"login\" method=\"post\" action=\"{frame.Root}/second\" autocomplete=\"off\"><input type=\"hidden\" name=\"form\" value=\"{formToken}\">");
        html.Add($"<input type=\"hidden\" name=\"mode\" value=\"{(password ? LoginPage.PasswordMode : "")}\"><h1 id=\"how\">{(password ? PanelTexts.SecondPassword : PanelTexts.SecondPin)}</h1>");
        html.Add($"<p><label class=\"hidden\" for=\"secret\">{label}</label><input class=\"secret\" id=\"secret\" name=\"secret\" type=\"password\" inputmode=\"{(password ? "text" : "numeric")}\" ");
        html.Add($"autocomplete=\"off\" maxlength=\"128\" aria-describedby=\"how\" required autofocus></p><p><button class=\"main-action\" type=\"submit\">{PanelTexts.LogIn}</button></p></form><p class=\"other\">");
        if (ask.Accepts == SecondPhase.PinOrPassword)
        {
            html.Add($"<a class=\"button\" href=\"{frame.Root}/second{(password ? "" : "?mode=" + LoginPage.PasswordMode)}\">{(password ? PanelTexts.UsePinInstead : PanelTexts.UsePasswordInstead)}</a> ");
        }

        html.Add($"<a class=\"button\" href=\"{frame.Root}\">{PanelTexts.SecondCancel}</a></p>");
    });

    /// <summary>Whether the password's form is shown: where only it is taken, or where it is wanted.</summary>
    public static bool IsPassword(SecondPhaseAsk ask, string? mode) =>
        SecondPhaseRules.TakesPassword(ask.Accepts) && (mode == LoginPage.PasswordMode || !SecondPhaseRules.TakesPin(ask.Accepts));
}
