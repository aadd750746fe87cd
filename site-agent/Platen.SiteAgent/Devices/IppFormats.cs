using System.Collections.Immutable;
using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Devices;

/// <summary>The formats that a device says it takes, and what its rasters must be like (RFC 8011, 5.4.22; PWG 5100.7; Apple's <c>urf-supported</c>). What is not said is empty.</summary>
internal sealed record IppFormats
{
    private const int FormatsMax = 64;
    private const int WordsMax = 64;
    private const int DotsMin = 72;
    private const int DotsMax = 2400;

    /// <summary>The attributes that tell them.</summary>
    public static readonly string[] Attributes = [IppNames.DocumentFormatSupported, ResolutionAttribute, TypeAttribute, SheetBackAttribute, UrfAttribute];

    public static readonly IppFormats None = new();

    private const string ResolutionAttribute = "pwg-raster-document-resolution-supported";
    private const string TypeAttribute = "pwg-raster-document-type-supported";
    private const string SheetBackAttribute = "pwg-raster-document-sheet-back";
    private const string UrfAttribute = "urf-supported";

    /// <summary>Media types, in the device's order.</summary>
    public ImmutableArray<string> DocumentFormats { get; init; } = [];

    /// <summary>PWG raster: square resolutions in dots per inch.</summary>
    public ImmutableArray<int> PwgResolutions { get; init; } = [];

    /// <summary>PWG raster: colour space and bits, e.g. <c>srgb_8</c>.</summary>
    public ImmutableArray<string> PwgTypes { get; init; } = [];

    /// <summary>PWG raster: how the back of a sheet must be turned.</summary>
    public string PwgSheetBack { get; init; } = "";

    /// <summary>Apple raster's words, e.g. <c>W8</c>, <c>SRGB24</c>, <c>RS300-600</c>, <c>DM1</c>.</summary>
    public ImmutableArray<string> Urf { get; init; } = [];

    public static IppFormats Of(IppAttributeGroup printer) => new()
    {
        DocumentFormats = Words(printer, IppNames.DocumentFormatSupported, FormatsMax),
        PwgResolutions = [.. (printer.Find(ResolutionAttribute)?.Values ?? []).OfType<IppResolutionValue>().Take(WordsMax).Where(IsSquare).Select(value => value.Feed)],
        PwgTypes = Words(printer, TypeAttribute, WordsMax),
        PwgSheetBack = printer.GetString(SheetBackAttribute) ?? "",
        Urf = Words(printer, UrfAttribute, WordsMax),
    };

    private static bool IsSquare(IppResolutionValue value) => value.CrossFeed == value.Feed && value.Unit == IppResolutionUnit.DotsPerInch && value.Feed is >= DotsMin and <= DotsMax;

    private static ImmutableArray<string> Words(IppAttributeGroup printer, string name, int max) => [.. printer.Find(name)?.AsStrings().Take(max) ?? []];
}
