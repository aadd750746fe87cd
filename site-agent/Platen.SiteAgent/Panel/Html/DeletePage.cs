namespace Platen.SiteAgent.Panel.Html;

/// <summary>Asks before jobs are deleted.</summary>
internal static class DeletePage
{
    private const int TitlesMax = 5;

    public static string Render(PageFrame frame, IReadOnlyList<PanelJob> jobs) => frame.Render(PanelTexts.DeleteHeading, html =>
    {
        html.Add($"<form class=\"ask\" method=\"post\" action=\"{frame.Root}/jobs\"><input type=\"hidden\" name=\"form\" value=\"{frame.User!.FormToken}\">");
        html.Add($"<h1>{PanelTexts.DeleteHeading}</h1><ul>");
        foreach (var job in jobs.Take(TitlesMax))
        {
            html.Add($"<li><bdi>{job.Job.Title}</bdi></li>");
        }

        html.Add($"</ul><p>{(jobs.Count > TitlesMax ? "… " + PanelTexts.Jobs(jobs.Count) + ". " : "")}{PanelTexts.DeleteWarning}</p>");
        foreach (var job in jobs)
        {
            html.Add($"<input type=\"hidden\" name=\"job\" value=\"{job.Job.Id.ToString()}\">");
        }

        html.Add($"<p><button class=\"danger\" type=\"submit\" name=\"do\" value=\"delete-confirmed\">{PanelTexts.Delete} ({jobs.Count})</button> ");
        html.Add($"<a class=\"button\" href=\"{frame.Root}/jobs\">{PanelTexts.Cancel}</a></p></form>");
    });
}
