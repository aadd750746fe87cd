using Platen.Domain.Jobs;
using Platen.SiteAgent.Delivery.Finishing;
using Platen.SiteAgent.Jobs;

namespace Platen.SiteAgent.Panel.Html;

/// <summary>Asks how the chosen jobs are to come out; what the device cannot do with all of them is not asked.</summary>
internal static class OptionsPage
{
    private const int TitlesMax = 3;

    public static string Render(PageFrame frame, IReadOnlyList<PanelJob> jobs, FinishingSupport support, OptionsForm form, Func<JobId, string> pinOf, IReadOnlySet<JobId> printed, Guid action) => frame.Render(PanelTexts.OptionsHeading, html =>
    {
        html.Add($"<form class=\"options\" method=\"post\" action=\"{frame.Root}/jobs\"><input type=\"hidden\" name=\"form\" value=\"{frame.User!.FormToken}\">");
        html.Add($"<input type=\"hidden\" name=\"action\" value=\"{action.ToString("D")}\"><h1>{PanelTexts.OptionsHeading}</h1><p>");
        foreach (var job in jobs.Take(TitlesMax))
        {
            html.Add($"<b><bdi>{job.Job.Title}</bdi></b><br>");
        }

        html.Add($"{(jobs.Count > TitlesMax ? "… " + PanelTexts.Jobs(jobs.Count) : "")}</p>");
        foreach (var job in jobs)
        {
            html.Add($"<input type=\"hidden\" name=\"job\" value=\"{job.Job.Id.ToString()}\">");
            AddPin(html, job, pinOf(job.Job.Id));
        }

        JobsPage.AddPrinted(html, jobs.Select(job => job.Job.Id).Where(printed.Contains));
        AddFields(html, support, form);
        html.Add($"<p class=\"hint\">{(support.HasAny ? PanelTexts.OptionsPrice : PanelTexts.OptionsNone)}</p>");
        html.Add($"<p><button class=\"main-action\" type=\"submit\" name=\"do\" value=\"print-options\">{PanelTexts.Print} ({jobs.Count})</button> ");
        html.Add($"<a class=\"button\" href=\"{frame.Root}/jobs\">{PanelTexts.Cancel}</a></p></form>");
    });

    // what was typed in the list goes along, and can be typed here
    private static void AddPin(HtmlWriter html, PanelJob job, string typed)
    {
        if (job.NeedsPin)
        {
            var id = job.Job.Id.ToString();
            html.Add($"<p><label for=\"pin-{id}\">{PanelTexts.PinOf(job.Job.Title)}</label> <input class=\"pin\" type=\"password\" id=\"pin-{id}\" name=\"pin-{id}\" inputmode=\"numeric\" maxlength=\"{JobPasswords.PlainMax}\" autocomplete=\"off\" value=\"{typed}\"></p>");
        }
    }

    private static void AddFields(HtmlWriter html, FinishingSupport support, OptionsForm form)
    {
        if (support.Copies)
        {
            html.Add($"<p><label for=\"copies\">{PanelTexts.OptionsCopies}</label> <input type=\"text\" id=\"copies\" name=\"copies\" inputmode=\"numeric\" maxlength=\"3\" value=\"{form.Copies}\" autocomplete=\"off\"></p>");
        }

        if (support.TwoSided)
        {
            html.Add($"<p><label for=\"sides\">{PanelTexts.OptionsSides}</label> <select id=\"sides\" name=\"sides\">");
            AddChoice(html, form, "", PanelTexts.OptionsAsIs);
            AddChoice(html, form, "one-sided", PanelTexts.OneSided);
            AddChoice(html, form, "two-sided-long-edge", PanelTexts.TwoSidedLong);
            AddChoice(html, form, "two-sided-short-edge", PanelTexts.TwoSidedShort);
            html.Add($"</select></p>");
        }

        if (support.Ranges)
        {
            html.Add($"<p><label for=\"pages\">{PanelTexts.OptionsPages}</label> <input type=\"text\" id=\"pages\" name=\"pages\" maxlength=\"{PageRanges.CharsMax}\" value=\"{form.Pages}\" autocomplete=\"off\"></p>");
        }

        if (support.Monochrome)
        {
            html.Add($"<p><label for=\"black\"><input type=\"checkbox\" id=\"black\" name=\"black\" value=\"1\"{(form.Black ? " checked" : "")}> {PanelTexts.OptionsBlack}</label></p>");
        }
    }

    private static void AddChoice(HtmlWriter html, OptionsForm form, string value, string text) =>
        html.Add($"<option value=\"{value}\"{(form.Sides == value ? " selected" : "")}>{text}</option>");
}
