using System.Collections.Immutable;
using System.Globalization;

namespace Platen.SiteAgent.Rendering.Conversion;

/// <summary>Ghostscript's command line for one conversion, from standard input to standard output. No part of it comes from a document or a person: numbers and fixed words only.</summary>
internal static class GhostscriptArguments
{
    private const int ColourDots = 300;
    private const int MonochromeDots = 600;
    private const int SRgb = 19; // PWG 5102.4, table 3
    private const int SGrey = 18;

    public static ImmutableArray<string> Of(RenderWish wish) =>
    [
        "-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", "-dNOPROMPT", "-sstdout=%stderr", "-sOutputFile=-",
        .. DeviceOf(wish), .. wish.FitsPaper ? ["-sPAPERSIZE=a4", "-dFIXEDMEDIA", "-dPDFFitPage"] : Array.Empty<string>(), .. SidesOf(wish), .. CopiesOf(wish), .. RangesOf(wish), .. SetUpOf(wish), "-",
    ];

    /// <summary>Whether a document of that format can say how many copies are wanted.</summary>
    public static bool SaysCopies(PrintFormat format) => format is not (PrintFormat.Pdf or PrintFormat.Urf);

    private static string[] DeviceOf(RenderWish wish) => wish.To switch
    {
        PrintFormat.PostScript => ["-sDEVICE=ps2write", "-dLanguageLevel=2", .. Grey(wish)],
        PrintFormat.Pdf => ["-sDEVICE=pdfwrite", "-dCompatibilityLevel=1.4", .. Grey(wish)],
        PrintFormat.PclXl => [wish.IsColour ? "-sDEVICE=pxlcolor" : "-sDEVICE=pxlmono", Dots(MonochromeDots)],
        PrintFormat.Pcl5 => [IsTwoSided(wish) ? "-sDEVICE=ljet4d" : "-sDEVICE=ljet4", Dots(MonochromeDots)],
        PrintFormat.PwgRaster => Raster("-sDEVICE=pwgraster", wish, wish.IsColour && wish.Device.PwgColour, wish.Device.PwgResolutions),
        PrintFormat.Urf => Raster("-sDEVICE=urf", wish, wish.IsColour && wish.Device.UrfColour, wish.Device.UrfResolutions),
        _ => throw new ArgumentOutOfRangeException(nameof(wish), wish.To, "Ghostscript does not make this format."),
    };

    private static string[] Grey(RenderWish wish) => wish.IsColour ? [] : ["-sColorConversionStrategy=Gray", "-dProcessColorModel=/DeviceGray"];

    private static string[] Raster(string device, RenderWish wish, bool isColour, ImmutableArray<int> resolutions)
    {
        var wanted = wish.IsColour ? ColourDots : MonochromeDots;
        var dots = resolutions.Where(value => value <= wanted).DefaultIfEmpty(resolutions.Min()).Max();
        return [device, Dots(dots), Number("cupsColorSpace", isColour ? SRgb : SGrey), "-dcupsBitsPerColor=8"];
    }

    // ps2write and pdfwrite know no sides: PostScript says them in its set-up; PDF has no words for them, so the device is asked
    private static string[] SidesOf(RenderWish wish) => wish.To is PrintFormat.PostScript or PrintFormat.Pdf || wish.Sides == Sides.Unspecified
        ? []
        : [$"-dDuplex={Word(IsTwoSided(wish))}", $"-dTumble={Word(wish.Sides == Sides.TwoSidedShortEdge)}"];

    private static string[] CopiesOf(RenderWish wish) => wish.Copies > 1 && wish.To != PrintFormat.PostScript && SaysCopies(wish.To) ? [Number("NumCopies", wish.Copies)] : [];

    private static string[] RangesOf(RenderWish wish) => wish.Ranges.IsDefaultOrEmpty
        ? []
        : ["-sPageList=" + string.Join(',', wish.Ranges.Select(range => string.Create(CultureInfo.InvariantCulture, $"{range.First}-{range.Last}")))];

    private static string[] SetUpOf(RenderWish wish)
    {
        if (wish.To != PrintFormat.PostScript || (wish.Sides == Sides.Unspecified && wish.Copies <= 1))
        {
            return [];
        }

        var sides = wish.Sides == Sides.Unspecified ? "" : $"/Duplex {Word(IsTwoSided(wish))} /Tumble {Word(wish.Sides == Sides.TwoSidedShortEdge)} ";
        var copies = wish.Copies > 1 ? string.Create(CultureInfo.InvariantCulture, $"/NumCopies {wish.Copies} ") : "";
        return ["-c", $"<</PSDocOptions (<<{sides}{copies}>> setpagedevice)>> setpagedevice", "-f"];
    }

    private static bool IsTwoSided(RenderWish wish) => wish.Sides is Sides.TwoSidedLongEdge or Sides.TwoSidedShortEdge;

    private static string Word(bool value) => value ? "true" : "false";

    private static string Dots(int dots) => string.Create(CultureInfo.InvariantCulture, $"-r{dots}");

    private static string Number(string name, int value) => string.Create(CultureInfo.InvariantCulture, $"-d{name}={value}");
}
