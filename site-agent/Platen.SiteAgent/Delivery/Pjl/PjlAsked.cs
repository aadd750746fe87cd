using System.Collections.Frozen;
using System.Globalization;
using Platen.Protocols.Ipp;
using Platen.Protocols.Pjl;

namespace Platen.SiteAgent.Delivery.Pjl;

/// <summary>A sender's job template attributes (RFC 8011, 5.2) in the words of PJL (PJL Technical Reference, "Environment variables"). What PJL has no word for is left out.</summary>
internal static class PjlAsked
{
    private const int Draft = 3;
    private const int High = 5;

    private static readonly FrozenDictionary<string, string> Papers = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["iso_a3_297x420mm"] = "A3",
        ["iso_a4_210x297mm"] = "A4",
        ["iso_a5_148x210mm"] = "A5",
        ["na_letter_8.5x11in"] = "LETTER",
        ["na_legal_8.5x14in"] = "LEGAL",
        ["na_ledger_11x17in"] = "LEDGER",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The settings for one attribute.</summary>
    public static IEnumerable<PjlSetting> Of(IppAttribute attribute) => attribute.Name switch
    {
        IppNames.Media => Paper(attribute.AsString()),
        IppNames.MediaCol => Paper((attribute.Value as IppCollectionValue)?.Find("media-size-name")?.AsString()),
        IppNames.PrintQuality => [new PjlSetting("ECONOMODE", attribute.AsInteger() == Draft ? "ON" : "OFF"), .. attribute.AsInteger() == High ? Dots(1200) : []],
        IppNames.PrinterResolution => attribute.Value is IppResolutionValue resolution ? Dots(resolution.CrossFeed) : [],
        IppNames.PrintColorMode => [new PjlSetting("RENDERMODE", "COLOR")],
        _ => [],
    };

    private static PjlSetting[] Paper(string? media) => media is not null && Papers.TryGetValue(media, out var paper) ? [new PjlSetting("PAPER", paper)] : [];

    private static PjlSetting[] Dots(int dots) => [new PjlSetting("RESOLUTION", dots.ToString(CultureInfo.InvariantCulture))];
}
