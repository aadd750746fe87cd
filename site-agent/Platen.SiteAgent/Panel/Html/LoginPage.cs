namespace Platen.SiteAgent.Panel.Html;

/// <summary>Log in: one input for PIN or card, or name and password; where two phases are demanded, only the card.</summary>
internal static class LoginPage
{
    /// <summary>The query by which the second form is asked for.</summary>
    public const string PasswordMode = "password";

    public static string Render(PageFrame frame, string formToken, bool password, bool cardOnly = false, bool phone = false, string loginName = "") => frame.Render(PanelTexts.LoginHeading, html =>
    {
        html.Add($"<form class=\"login\" method=\"post\" action=\"{frame.Root}/login\" autocomplete=\"off\"><input type=\"hidden\" name=\"form\" value=\"{formToken}\">");
        if (password)
        {
            AddPassword(html, loginName);
        }
        else
        {
            AddSecret(html, cardOnly);
        }

        html.Add($"<p><button class=\"main-action\" type=\"submit\">{PanelTexts.LogIn}</button></p></form>");
        html.Add($"<p class=\"other\">");
        if (!cardOnly)
        {
            html.Add($"<a class=\"button\" href=\"{frame.Root}{(password ? "" : "?mode=" + PasswordMode)}\">{(password ? PanelTexts.UsePin : PanelTexts.UsePassword)}</a> ");
        }

        if (phone)
        {
            html.Add($"<a class=\"button\" href=\"{frame.Root}/qr\">{PanelTexts.UsePhone}</a>");
        }

        html.Add($"</p>");
    });

    private static void AddSecret(HtmlWriter html, bool cardOnly)
    {
        html.Add($"<h1 id=\"how\">{(cardOnly ? PanelTexts.HoldCardFirst : PanelTexts.PinOrCard)}</h1>");
        html.Add($"<p><label class=\"hidden\" for=\"secret\">{PanelTexts.PinOrCardLabel}</label>");
        html.Add($"<input class=\"secret\" id=\"secret\" name=\"secret\" type=\"password\" inputmode=\"numeric\" autocomplete=\"off\" maxlength=\"128\" aria-describedby=\"how\" required autofocus></p>");
    }

    private static void AddPassword(HtmlWriter html, string loginName)
    {
        html.Add($"<h1>{PanelTexts.LoginHeading}</h1>");
        html.Add($"<p><label for=\"name\">{PanelTexts.LoginName}</label><input id=\"name\" name=\"name\" type=\"text\" autocomplete=\"off\" autocapitalize=\"none\" spellcheck=\"false\" maxlength=\"128\" required value=\"{loginName}\"");
        html.Add($"{(loginName.Length == 0 ? " autofocus" : "")}></p><p><label for=\"password\">{PanelTexts.Password}</label>");
        html.Add($"<input id=\"password\" name=\"password\" type=\"password\" autocomplete=\"off\" maxlength=\"128\" required{(loginName.Length == 0 ? "" : " autofocus")}></p>");
    }
}
