using System.Globalization;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Panel.Html;

/// <summary>Shows the code for the phone (AU27), and asks by itself whether it was approved.</summary>
internal static class QrPage
{
    /// <summary>How often it asks.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    public static string Render(PageFrame frame, QrOpen open) => frame.Render(PanelTexts.PhoneHeading, html =>
    {
        html.Add($"<div class=\"phone\"><div class=\"code\"><img src=\"{frame.Root}/qr.png?{open.Begun.Code}\" width=\"300\" height=\"300\" alt=\"{PanelTexts.PhonePicture}\"></div>");
        html.Add($"<div class=\"steps\"><h1>{PanelTexts.PhoneHeading}</h1><p>{PanelTexts.PhoneStepRead}</p><p>{PanelTexts.PhoneStepNumber}</p>");
        html.Add($"<p class=\"match\" id=\"number\">{open.Begun.Number.ToString(CultureInfo.InvariantCulture)}</p><p class=\"hint\">{PanelTexts.PhoneHint}</p>");
        html.Add($"<p><a class=\"button\" href=\"{frame.Root}\">{PanelTexts.Cancel}</a></p></div></div>");
    });
}
