namespace Platen.SiteAgent.Panel.Html;

/// <summary>The own card and PIN.</summary>
internal static class AccountPage
{
    /// <summary>The forms.</summary>
    /// <param name="frame">What all pages have.</param>
    /// <param name="hasAskedForPin">A new PIN was asked for here while the site is cut off.</param>
    public static string Render(PageFrame frame, bool hasAskedForPin) => frame.Render(PanelTexts.Account, html =>
    {
        html.Add($"<div class=\"ask\"><h1>{PanelTexts.NewCard}</h1>");
        AddCard(html, frame);
        AddPin(html, frame, hasAskedForPin);
        AddBack(html, frame);
    });

    /// <summary>A PIN, once.</summary>
    public static string RenderPin(PageFrame frame, string pin) => frame.Render(PanelTexts.Account, html =>
    {
        html.Add($"<div class=\"ask\" role=\"status\"><h1>{PanelTexts.NewPin}</h1><p>{PanelTexts.PinShownOnce}</p><p class=\"big\" id=\"pin\">{pin}</p>");
        AddBack(html, frame);
    });

    private static void AddBack(HtmlWriter html, PageFrame frame) => html.Add($"<p><a class=\"button\" href=\"{frame.Root}/jobs\">{PanelTexts.BackToJobs}</a></p></div>");

    private static void AddCard(HtmlWriter html, PageFrame frame)
    {
        html.Add($"<form method=\"post\" action=\"{frame.Root}/account\" autocomplete=\"off\"><input type=\"hidden\" name=\"form\" value=\"{frame.User!.FormToken}\"><input type=\"hidden\" name=\"do\" value=\"card\">");
        html.Add($"<p><label for=\"card\">{PanelTexts.NewCardHint}</label><input id=\"card\" name=\"card\" type=\"password\" autocomplete=\"off\" maxlength=\"128\" required autofocus> ");
        html.Add($"<button type=\"submit\">{PanelTexts.RegisterCard}</button></p>{(frame.Offline.Length > 0 ? PanelTexts.NewCardHintOffline : "")}</form>");
    }

    private static void AddPin(HtmlWriter html, PageFrame frame, bool hasAsked)
    {
        var isOffline = frame.Offline.Length > 0;
        if (isOffline && hasAsked)
        {
            html.Add($"<h2>{PanelTexts.NewPin}</h2><p id=\"asked\">{PanelTexts.NewPinAsked}</p>");
            return;
        }

        var (hint, button) = frame.PinReady ? (PanelTexts.PinReadyHint, PanelTexts.ShowPin)
            : isOffline ? (PanelTexts.NewPinHintOffline, PanelTexts.AskForPin)
            : (PanelTexts.NewPinHint, PanelTexts.DrawPin);
        html.Add($"<h2>{PanelTexts.NewPin}</h2><form class=\"draw\" method=\"post\" action=\"{frame.Root}/account?pin\"><input type=\"hidden\" name=\"form\" value=\"{frame.User!.FormToken}\">");
        html.Add($"<input type=\"hidden\" name=\"do\" value=\"pin\"><p>{hint} <button type=\"submit\">{button}</button></p></form>");
    }
}
