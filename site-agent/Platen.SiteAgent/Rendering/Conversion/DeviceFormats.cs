using System.Collections.Immutable;
using System.Globalization;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Devices;

namespace Platen.SiteAgent.Rendering.Conversion;

/// <summary>What a device takes: by its setting in the console, or else by what it says itself over IPP. Where neither says anything, it is taken to take everything.</summary>
internal sealed record DeviceFormats
{
    private const int ResolutionUsual = 300;

    /// <summary>Nothing is known.</summary>
    public static DeviceFormats Unknown { get; } = new();

    /// <summary>The media types as they are said; empty: nothing is known.</summary>
    public ImmutableArray<string> MediaTypes { get; init; } = [];

    /// <summary>The formats among them.</summary>
    public ImmutableHashSet<PrintFormat> Formats { get; init; } = [];

    /// <summary>Rasters: dots per inch, square; never empty.</summary>
    public ImmutableArray<int> PwgResolutions { get; init; } = [ResolutionUsual];

    /// <summary>Apple rasters: dots per inch; never empty.</summary>
    public ImmutableArray<int> UrfResolutions { get; init; } = [ResolutionUsual];

    /// <summary>PWG raster: takes 8 bits each of red, green and blue.</summary>
    public bool PwgColour { get; init; } = true;

    /// <summary>Apple raster: takes 8 bits each of red, green and blue.</summary>
    public bool UrfColour { get; init; } = true;

    /// <summary>PWG raster: how the back of a sheet must be turned (PWG 5100.7); <c>normal</c>: not.</summary>
    public string PwgSheetBack { get; init; } = "normal";

    /// <summary>Apple raster: as <see cref="PwgSheetBack"/>.</summary>
    public string UrfSheetBack { get; init; } = "normal";

    public bool IsKnown => !MediaTypes.IsEmpty;

    /// <summary>Whether a document of a media type can go as it is.</summary>
    public bool Takes(string mediaType) =>
        !IsKnown || MediaTypes.Contains(mediaType, StringComparer.OrdinalIgnoreCase) || (PrintFormats.Of(mediaType) is var format and not PrintFormat.Unspecified && Formats.Contains(format));

    /// <summary>In words, for people.</summary>
    public string Describe() => string.Join(", ", MediaTypes.Where(type => type != PrintFormats.Any).Select(PrintFormats.NameOf).Distinct(StringComparer.Ordinal));

    /// <summary>Of a device with what it said last; null: nothing.</summary>
    public static DeviceFormats Of(ReplicaDevice device, DeviceStatus? status)
    {
        var said = status?.Formats ?? IppFormats.None;
        ImmutableArray<string> types = device.Accepts.Count > 0 ? [.. device.Accepts] : said.DocumentFormats;
        var formats = types.Select(PrintFormats.Of).Where(format => format != PrintFormat.Unspecified).ToImmutableHashSet();
        return formats.IsEmpty ? Unknown : new DeviceFormats
        {
            MediaTypes = [.. types.Select(type => PrintFormats.Of(type) is var format and not PrintFormat.Unspecified ? PrintFormats.MediaTypeOf(format) : type)],
            Formats = formats,
            PwgResolutions = said.PwgResolutions.IsEmpty ? [ResolutionUsual] : said.PwgResolutions,
            PwgColour = said.PwgTypes.IsEmpty ? device.Colour : said.PwgTypes.Contains("srgb_8"),
            PwgSheetBack = said.PwgSheetBack.Length > 0 ? said.PwgSheetBack : "normal",
            UrfResolutions = UrfResolutionsOf(said.Urf),
            UrfColour = said.Urf.IsEmpty ? device.Colour : said.Urf.Contains("SRGB24"),
            UrfSheetBack = said.Urf.Contains("DM2") ? "flipped" : said.Urf.Contains("DM3") ? "rotated" : said.Urf.Contains("DM4") ? "manual-tumble" : "normal",
        };
    }

    // RS300-600
    private static ImmutableArray<int> UrfResolutionsOf(ImmutableArray<string> urf)
    {
        var words = urf.FirstOrDefault(word => word.StartsWith("RS", StringComparison.Ordinal))?[2..].Split('-') ?? [];
        ImmutableArray<int> read = [.. words.Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var dots) ? dots : 0).Where(dots => dots is >= 72 and <= 2400)];
        return read.IsEmpty ? [ResolutionUsual] : read;
    }
}
