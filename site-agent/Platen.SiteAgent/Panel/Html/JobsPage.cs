using System.Globalization;
using Platen.SiteAgent.Roaming;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Sessions;
using JobId = Platen.Domain.Jobs.JobId;

namespace Platen.SiteAgent.Panel.Html;

/// <summary>The user's jobs, a screenful at a time.</summary>
internal static class JobsPage
{
    /// <summary>Rows that fit on 480 lines; one less for each banner that is there.</summary>
    public const int RowsMax = 6;

    /// <summary>When the list comes anew by itself, while other sites' jobs are missing.</summary>
    public static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(1);

    public static string Render(PageFrame frame, PanelJobList list, string currency, JobSelection selection, Guid action) => frame.Render(PanelTexts.YourJobs, html =>
    {
        var jobs = list.Jobs;
        var lacksOthers = list.OtherSites == RemoteListState.Unavailable && frame.Offline.Length == 0; // offline, the frame says so already
        if (lacksOthers)
        {
            html.Add($"<p class=\"note offline\" role=\"status\">{PanelTexts.OtherSitesUnavailable}</p>");
        }

        if (jobs.Count == 0)
        {
            AddEmpty(html, frame, list.OtherSites);
            return;
        }

        var rows = RowsMax - (frame.Offline.Length > 0 || lacksOthers ? 1 : 0) - (frame.Trouble.Length > 0 ? 1 : 0) - (frame.PinReady ? 1 : 0);
        var pages = (jobs.Count + rows - 1) / rows;
        var page = Math.Clamp(selection.Page, 1, pages);
        var shown = jobs.Skip((page - 1) * rows).Take(rows).ToList();
        html.Add($"<form method=\"post\" action=\"{frame.Root}/jobs\"><input type=\"hidden\" name=\"form\" value=\"{frame.User!.FormToken}\">");
        html.Add($"<input type=\"hidden\" name=\"action\" value=\"{action.ToString("D")}\"><input type=\"hidden\" name=\"page\" value=\"{page}\">");
        foreach (var job in jobs.Where(j => selection.Chosen.Contains(j.Job.Id) && !shown.Contains(j)))
        {
            html.Add($"<input type=\"hidden\" name=\"job\" value=\"{job.Job.Id.ToString()}\">");
        }

        AddPrinted(html, shown.Where(j => j.IsKeptForReprint).Select(j => j.Job.Id).Concat(selection.Printed.Where(id => selection.Chosen.Contains(id) && !shown.Any(j => j.Job.Id == id))));
        AddHead(html, frame, list, currency);
        AddTable(html, frame, shown, selection, currency);
        AddActions(html, jobs, page, pages);
        html.Add($"</form>");
    });

    /// <summary>What the user was shown as printed before: only that is printed once more by the page, however old it is when it is sent (I2).</summary>
    public static void AddPrinted(HtmlWriter html, IEnumerable<JobId> jobs)
    {
        foreach (var job in jobs)
        {
            html.Add($"<input type=\"hidden\" name=\"printed\" value=\"{job.ToString()}\">");
        }
    }

    /// <summary>A new action's id: the forms carry it, so that a form that is sent twice is one action.</summary>
    public static Guid NewAction(TimeProvider time) => Guid.CreateVersion7(time.GetUtcNow());

    /// <summary>Where the browser goes by itself when nobody does anything.</summary>
    public static (TimeSpan After, string Address) Timeout(PanelSession session, string device, TimeProvider time) =>
        (session.ExpiresAt - time.GetUtcNow(), $"/panel/{device}/timeout");

    private static void AddEmpty(HtmlWriter html, PageFrame frame, RemoteListState others)
    {
        html.Add($"<h1>{PanelTexts.YourJobs}</h1><div class=\"empty\"><p class=\"big\">{PanelTexts.NoJobs}</p>");
        html.Add($"<p>{(others == RemoteListState.Asking ? PanelTexts.OtherSitesAsking : PanelTexts.NoJobsHint)}</p>");
        html.Add($"<p><a class=\"button\" href=\"{frame.Root}/jobs\">{PanelTexts.Refresh}</a></p></div>");
    }

    private static void AddHead(HtmlWriter html, PageFrame frame, PanelJobList list, string currency)
    {
        var (jobs, truncated) = (list.Jobs, list.Truncated);
        var total = Money.Text(jobs.Sum(j => j.PriceE4 ?? 0)) + " " + currency;
        var more = truncated || jobs.Any(j => j.PriceE4 is null);
        html.Add($"<div class=\"head\"><h1>{PanelTexts.YourJobs}</h1><span class=\"sum\">{PanelTexts.Jobs(jobs.Count)}{(truncated ? "+" : "")}, {PanelTexts.Total(total, more)}");
        html.Add($"{(list.OtherSites == RemoteListState.Asking ? "; " + PanelTexts.OtherSitesAsking : "")}</span>");
        html.Add($"<span class=\"tools\"><button type=\"submit\" name=\"do\" value=\"all\">{PanelTexts.ChooseAll}</button> ");
        html.Add($"<button type=\"submit\" name=\"do\" value=\"none\">{PanelTexts.ChooseNone}</button> ");
        html.Add($"<a class=\"button\" href=\"{frame.Root}/jobs\">{PanelTexts.Refresh}</a></span></div>");
    }

    private static void AddTable(HtmlWriter html, PageFrame frame, IEnumerable<PanelJob> jobs, JobSelection selection, string currency)
    {
        html.Add($"<table class=\"jobs\"><thead><tr><th scope=\"col\"><span class=\"hidden\">{PanelTexts.Choose}</span></th><th scope=\"col\">{PanelTexts.Name}</th>");
        html.Add($"<th scope=\"col\" class=\"number\">{PanelTexts.Pages}</th><th scope=\"col\">{PanelTexts.Colour}</th><th scope=\"col\">{PanelTexts.Received}</th>");
        html.Add($"<th scope=\"col\" class=\"number\">{PanelTexts.Price}</th></tr></thead><tbody>");
        foreach (var job in jobs)
        {
            AddRow(html, frame, job, selection.Chosen.Contains(job.Job.Id), currency);
        }

        html.Add($"</tbody></table>");
    }

    private static void AddRow(HtmlWriter html, PageFrame frame, PanelJob job, bool chosen, string currency)
    {
        var id = job.Job.Id.ToString();
        var facts = job.Job.Facts;
        html.Add($"<tr><td class=\"tick\"><label for=\"j{id}\"><input type=\"checkbox\" id=\"j{id}\" name=\"job\" value=\"{id}\" aria-label=\"{PanelTexts.ChooseJob(job.Job.Title)}\"");
        html.Add($"{(chosen ? " checked" : "")}{(job.IsFree ? "" : " disabled")}></label></td>");
        html.Add($"<td class=\"name\"><label for=\"j{id}\"><bdi>{job.Job.Title}</bdi><small>{Remark(job)}{(job.IsOthers ? PanelTexts.JobOf(job.OwnerName) : "")}</small></label>");
        if (job.NeedsPin)
        {
            html.Add($"<input class=\"pin\" type=\"password\" name=\"pin-{id}\" inputmode=\"numeric\" maxlength=\"{JobPasswords.PlainMax}\" autocomplete=\"off\" placeholder=\"PIN\" aria-label=\"{PanelTexts.PinOf(job.Job.Title)}\">");
        }

        html.Add($"</td>");
        html.Add($"<td class=\"number\">{PagesOf(facts)}<small>{(facts.Copies > 1 ? PanelTexts.Copies(facts.Copies) : "")}</small></td>");
        html.Add($"<td>{ColourOf(facts.Colour)}</td><td class=\"time\">{TimeOf(job.Job.ReceivedAt, frame.Zone)}</td>");
        html.Add($"<td class=\"number\">{(job.PriceE4 is { } price ? Money.Text(price) : PanelTexts.UnknownPages)}<small>{(job.PriceE4 is null ? "" : currency)}</small></td></tr>");
    }

    private static void AddActions(HtmlWriter html, IReadOnlyList<PanelJob> jobs, int page, int pages)
    {
        html.Add($"<div class=\"actions\"><span class=\"do\"><button class=\"main-action\" type=\"submit\" name=\"do\" value=\"print\">{PanelTexts.Print}</button> ");
        if (jobs.Any(j => j.IsFree && !j.IsKeptForReprint))
        {
            var all = jobs.Any(j => j.IsKeptForReprint) ? PanelTexts.PrintAllNew : PanelTexts.PrintAll;
            html.Add($"<button type=\"submit\" name=\"do\" value=\"print-all\">{all}</button> ");
        }

        html.Add($"<button type=\"submit\" name=\"do\" value=\"options\">{PanelTexts.Options}</button> ");
        html.Add($"<button class=\"danger\" type=\"submit\" name=\"do\" value=\"delete\">{PanelTexts.Delete}</button></span>");
        if (pages > 1)
        {
            html.Add($"<span class=\"pages\"><button type=\"submit\" name=\"do\" value=\"page-{page - 1}\"{(page == 1 ? " disabled" : "")}>{PanelTexts.Previous}</button>");
            html.Add($"<span class=\"where-page\">{PanelTexts.PageOf(page, pages)}</span>");
            html.Add($"<button type=\"submit\" name=\"do\" value=\"page-{page + 1}\"{(page == pages ? " disabled" : "")}>{PanelTexts.Next}</button></span>");
        }

        html.Add($"</div>");
    }

    private static string Remark(PanelJob job) => job.IsProcessing ? PanelTexts.PrintingNow : job.IsKeptForReprint ? PanelTexts.PrintedBefore : Where(job);

    private static string Where(PanelJob job) => job.Remote switch
    {
        null => job.QueueName,
        { IsReachable: true } remote => $"{PanelTexts.AtSite(remote.SiteName)}, {job.QueueName}",
        { } remote => PanelTexts.AtSiteUnreachable(remote.SiteName),
    };

    private static string PagesOf(DocumentFacts facts) =>
        facts.Pages is { HasPages: true } count ? count.Pages.ToString(CultureInfo.InvariantCulture) : PanelTexts.UnknownPages;

    private static string ColourOf(ColourMode colour) => colour switch
    {
        ColourMode.Monochrome => PanelTexts.Black,
        ColourMode.Colour => PanelTexts.Colour,
        _ => PanelTexts.ColourUnknown,
    };

    private static string TimeOf(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("d MMM HH:mm", CultureInfo.InvariantCulture);
}
