using System.Collections.Immutable;

namespace Platen.Domain.Devices;

/// <summary>What a device's document formats must be like.</summary>
public static class DeviceFormatRules
{
    /// <summary>The formats that there are words for.</summary>
    public static ImmutableArray<string> Words { get; } = ["postscript", "pdf", "pcl5", "pclxl", "pwg-raster", "urf", "jpeg", "text", "tiff", "png"];

    /// <summary>The words as they are kept: lower case, each once.</summary>
    public static ImmutableArray<string> Clean(IEnumerable<string> words) =>
        [.. words.Select(word => word.Trim().ToLowerInvariant()).Where(word => word.Length > 0).Distinct(StringComparer.Ordinal).Take(Words.Length + 1)];

    internal static void Check(ImmutableArray<string>.Builder errors, Device device)
    {
        foreach (var word in device.Accepts.Where(word => !Words.Contains(word, StringComparer.Ordinal)))
        {
            errors.Add($"The document format '{word}' is not known; give some of {string.Join(", ", Words)}.");
        }

        if (device.Accepts.Length > 0 && device.Accepts.All(word => word is "jpeg" or "text" or "tiff" or "png"))
        {
            errors.Add("No page description is among the document formats, so most documents could not be printed; add one of postscript, pdf, pcl5, pclxl, pwg-raster, urf.");
        }
    }
}
