using System.Globalization;
using Platen.SiteAgent.Delivery.Finishing;
using Platen.SiteAgent.Panel.Json;

namespace Platen.SiteAgent.Panel.Html;

/// <summary>The options as they were typed.</summary>
internal sealed record OptionsForm(string Copies, string Sides, bool Black, string Pages)
{
    public static readonly OptionsForm Empty = new("", "", false, "");

    public static OptionsForm Of(IFormCollection form) =>
        new(HtmlForm.Text(form, "copies").Trim(), HtmlForm.Text(form, "sides"), HtmlForm.Text(form, "black").Length > 0, HtmlForm.Text(form, "pages").Trim());

    /// <summary>What they mean, or why they mean nothing.</summary>
    public (FinishingOptions? Options, string Fault) Read()
    {
        var copies = 0;
        if (Copies.Length > 0 && (!int.TryParse(Copies, NumberStyles.None, CultureInfo.InvariantCulture, out copies) || copies is < 1 or > FinishingOptions.CopiesMax))
        {
            return (null, PanelTexts.CopiesWrong);
        }

        return !PageRanges.TryParse(Pages, out var ranges)
            ? (null, PanelTexts.PagesWrong)
            : (new FinishingOptions { Copies = copies > 0 ? copies : null, Sides = JsonWords.SidesOf(Sides) ?? Platen.Contracts.AgentLink.V1.Sides.Unspecified, Monochrome = Black, Ranges = ranges }, "");
    }
}
