namespace Platen.SiteAgent.Panel.Html;

/// <summary>Says what went wrong when there is no page to say it on.</summary>
internal static class ErrorPage
{
    public static string Render(PanelProblem problem)
    {
        var html = new HtmlWriter();
        html.Add($"<!DOCTYPE html><html lang=\"{PanelTexts.Language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{problem.Title}</title>");
        html.Add($"<link rel=\"stylesheet\" href=\"{PanelStyle.Address}\"></head><body><div class=\"main\" role=\"main\"><div class=\"empty\"><h1>{PanelTexts.ErrorHeading}</h1>");
        html.Add($"<p class=\"big\">{problem.Title}</p><p>{problem.Detail}</p></div></div></body></html>");
        return html.ToString();
    }
}
