using System.Globalization;
using Platen.Contracts.AgentLink.V1;

namespace Platen.SiteAgent.Panel.Html;

/// <summary>What all pages have in common.</summary>
internal sealed record PageFrame
{
    /// <summary>The device.</summary>
    public required ReplicaDevice Device { get; init; }

    /// <summary>The branch's name.</summary>
    public string SiteName { get; init; } = "";

    /// <summary>The server is out of reach, and what this means; empty: it is not.</summary>
    public string Offline { get; init; } = "";

    /// <summary>Why the device cannot print now; empty when it can, or nobody knows.</summary>
    public string Trouble { get; init; } = "";

    /// <summary>The local time zone, in which times are shown.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>Who is logged in; null: nobody.</summary>
    public PageUser? User { get; init; }

    /// <summary>A new PIN that the user asked for waits to be drawn and shown.</summary>
    public bool PinReady { get; init; }

    /// <summary>The browser goes elsewhere by itself after this time.</summary>
    public (TimeSpan After, string Address)? Refresh { get; init; }

    /// <summary>A message of good news.</summary>
    public string Notice { get; init; } = "";

    /// <summary>A message of bad news.</summary>
    public string Error { get; init; } = "";

    /// <summary>The address of the device's panel.</summary>
    public string Root => "/panel/" + Device.DeviceId;

    /// <summary>A whole page.</summary>
    public string Render(string heading, Action<HtmlWriter> body)
    {
        var html = new HtmlWriter();
        html.Add($"<!DOCTYPE html><html lang=\"{PanelTexts.Language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{heading} - {Device.Name}</title>");
        html.Add($"<link rel=\"stylesheet\" href=\"{PanelStyle.Address}\">");
        if (Refresh is { } refresh)
        {
            html.Add($"<meta http-equiv=\"refresh\" content=\"{Seconds(refresh.After)};url={refresh.Address}\">");
        }

        html.Add($"</head><body>");
        AddHeader(html);
        html.Add($"<div class=\"main\" role=\"main\">");
        AddMessages(html);
        body(html);
        html.Add($"</div></body></html>");
        return html.ToString();
    }

    private static string Seconds(TimeSpan time) => Math.Max(1, (int)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    private void AddHeader(HtmlWriter html)
    {
        html.Add($"<div class=\"bar\" role=\"banner\"><div class=\"where\"><b>{Device.Name}</b><span>{(Device.Location.Length > 0 ? Device.Location : SiteName)}</span></div>");
        if (User is { } user)
        {
            html.Add($"<form class=\"who\" method=\"post\" action=\"{Root}/logout\"><input type=\"hidden\" name=\"form\" value=\"{user.FormToken}\">");
            html.Add($"<span><a class=\"account\" href=\"{Root}/account\" title=\"{PanelTexts.Account}\"><bdi>{user.DisplayName}</bdi></a></span><button class=\"light\" type=\"submit\">{PanelTexts.LogOut}</button></form>");
        }

        html.Add($"</div>");
    }

    private void AddMessages(HtmlWriter html)
    {
        if (Offline.Length > 0)
        {
            html.Add($"<p class=\"note offline\" role=\"status\">{Offline}</p>");
        }

        if (Trouble.Length > 0)
        {
            html.Add($"<p class=\"note offline\" role=\"status\">{Trouble}</p>");
        }

        if (Error.Length > 0)
        {
            html.Add($"<p class=\"note bad\" role=\"alert\">{Error}</p>");
        }

        if (PinReady)
        {
            html.Add($"<p class=\"note good\" role=\"status\">{PanelTexts.PinReady} <a href=\"{Root}/account\">{PanelTexts.ShowPin}</a></p>");
        }

        if (Notice.Length > 0)
        {
            html.Add($"<p class=\"note good\" role=\"status\">{Notice}</p>");
        }
    }
}
