namespace Platen.SiteAgent.Panel.Html;

/// <summary>The progress of one action's releases.</summary>
internal static class ProgressHandlers
{
    public static IResult Get(Guid action, HttpContext context, HtmlPages pages, PanelReleases releases)
    {
        var device = HtmlEndpoints.Device(context);
        if (pages.FindSession(context, device, touch: false) is not { } session)
        {
            return HtmlPages.ToLogin(context, device, "idle");
        }

        var rows = session.ReleasesOf(action).Select(r => new ProgressRow(r, releases.Find(session, r.Release))).ToList();
        if (rows.Count == 0)
        {
            return HtmlPages.SeeOther(context, $"/panel/{device.DeviceId}/jobs");
        }

        var frame = pages.Frame(device, session);
        if (!rows.All(r => r.Ended))
        {
            frame = frame with { Refresh = (ProgressPage.Every, $"/panel/{device.DeviceId}/releases/{action:D}") };
        }

        return HtmlPages.Page(ProgressPage.Render(frame, rows));
    }
}
