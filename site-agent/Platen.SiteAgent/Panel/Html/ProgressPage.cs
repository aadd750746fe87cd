using Platen.SiteAgent.Delivery;

namespace Platen.SiteAgent.Panel.Html;

/// <summary>How far the releases of one action are; the page renews itself while one of them goes on.</summary>
internal static class ProgressPage
{
    /// <summary>How often it renews itself.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    public static string Render(PageFrame frame, IReadOnlyList<ProgressRow> rows)
    {
        var ended = rows.All(r => r.Ended);
        return frame.Render(ended ? PanelTexts.DoneHeading : PanelTexts.ProgressHeading, html =>
        {
            html.Add($"<div class=\"head\"><h1>{(ended ? PanelTexts.DoneHeading : PanelTexts.ProgressHeading)}</h1>");
            html.Add($"<span class=\"sum\">{rows.Count(r => r.IsPrinted)} / {PanelTexts.Jobs(rows.Count)}</span>");
            html.Add($"<span class=\"tools\"><a class=\"button\" href=\"{frame.Root}/jobs\">{PanelTexts.BackToJobs}</a></span></div>");
            html.Add($"<table class=\"progress\"><tbody>");
            foreach (var row in rows.OrderBy(Order))
            {
                AddRow(html, row);
            }

            html.Add($"</tbody></table><p class=\"hint\">{(ended ? "" : PanelTexts.ProgressHint)}</p>");
        });
    }

    // what needs somebody first, then what goes on, then what is done
    private static int Order(ProgressRow row) => row.IsBad ? 0 : row.IsPrinted ? 3 : row.Progress is { Stage: ReleaseStage.Queued } ? 2 : 1;

    private static void AddRow(HtmlWriter html, ProgressRow row)
    {
        html.Add($"<tr class=\"{(row.IsBad ? "bad" : row.IsPrinted ? "good" : "busy")}\"><td class=\"mark\" aria-hidden=\"true\">{(row.IsBad ? "!" : row.IsPrinted ? "\u2713" : "\u2026")}</td>");
        html.Add($"<td class=\"name\"><bdi>{row.Release.Title}</bdi><small>{Remark(row)}</small></td><td class=\"stage\">{Stage(row)}<small>{Detail(row.Progress)}</small></td></tr>");
    }

    private static string Stage(ProgressRow row) => row.IsRefused ? PanelTexts.Stage(ReleaseStage.NotPrinted)
        : row.Progress is null ? PanelTexts.ReleaseForgotten : PanelTexts.Stage(row.Progress.Stage);

    private static string Remark(ProgressRow row) => row.IsRefused ? PanelTexts.Refused(row.Release.Answer) : row.Progress?.Reason ?? "";

    private static string Detail(ReleaseProgress? progress) => progress switch
    {
        { PagesPrinted: { } pages } => PanelTexts.PagesPrinted(pages),
        { Stage: ReleaseStage.Fetching, BytesTotal: > 0 } => PanelTexts.Sent((int)Math.Clamp(progress.BytesFetched * 100 / progress.BytesTotal, 0, 100)),
        { Stage: ReleaseStage.Sending, BytesTotal: > 0 } => PanelTexts.Sent((int)Math.Clamp(progress.BytesSent * 100 / progress.BytesTotal, 0, 100)),
        _ => "",
    };
}
