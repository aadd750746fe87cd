namespace Platen.SiteAgent.Panel.Html;

/// <summary>The own card and PIN.</summary>
internal static class AccountPage
{
    public static string Render(PageFrame frame, string pin = "") => frame.Render(PanelTexts.Account, html =>
    {
        if (pin.Length > 0)
        {
            html.Add($"<div class=\"ask\" role=\"status\"><h1>{PanelTexts.NewPin}</h1><p>{PanelTexts.PinShownOnce}</p><p class=\"big\" id=\"pin\">{pin}</p>");
        }
        else
        {
            html.Add($"<div class=\"ask\"><h1>{PanelTexts.NewCard}</h1>");
            AddCard(html, frame);
            AddPin(html, frame);
        }

        html.Add($"<p><a class=\"button\" href=\"{frame.Root}/jobs\">{PanelTexts.BackToJobs}</a></p></div>");
    });

    private static void AddCard(HtmlWriter html, PageFrame frame)
    {
        html.Add($"<form method=\"post\" action=\"{frame.Root}/account\" autocomplete=\"off\"><input type=\"hidden\" name=\"form\" value=\"{frame.User!.FormToken}\"><input type=\"hidden\" name=\"do\" value=\"card\">");
        html.Add($"<p><label for=\"card\">{PanelTexts.NewCardHint}</label><input id=\"card\" name=\"card\" type=\"password\" autocomplete=\"off\" maxlength=\"128\" required autofocus> ");
        html.Add($"<button type=\"submit\">{PanelTexts.RegisterCard}</button></p></form>");
    }

    private static void AddPin(HtmlWriter html, PageFrame frame)
    {
        html.Add($"<h2>{PanelTexts.NewPin}</h2><form class=\"draw\" method=\"post\" action=\"{frame.Root}/account?pin\"><input type=\"hidden\" name=\"form\" value=\"{frame.User!.FormToken}\">");
        html.Add($"<input type=\"hidden\" name=\"do\" value=\"pin\"><p>{PanelTexts.NewPinHint} <button type=\"submit\">{PanelTexts.DrawPin}</button></p></form>");
    }
}
