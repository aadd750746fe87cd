using Platen.Protocols.Ipp;
using Platen.VirtualMfp.Jobs;

namespace Platen.VirtualMfp.Ipp;

/// <summary>The job template attributes that the device obeys (RFC 8011 section 5.2).</summary>
internal static class IppFinishing
{
    private static readonly string[] s_supported = [IppNames.Copies, IppNames.Sides, IppNames.PrintColorMode, IppNames.PageRanges, IppNames.Media, IppNames.MediaCol];

    /// <summary>The first attribute that is not supported, or null.</summary>
    internal static string? FindUnsupported(IppAttributeGroup? template) =>
        template?.Attributes.Select(attribute => attribute.Name).FirstOrDefault(name => !s_supported.Contains(name, StringComparer.Ordinal));

    internal static JobFinishing Of(IppAttributeGroup template)
    {
        var ranges = template.Find(IppNames.PageRanges)?.Values.OfType<IppRangeValue>().Select(range => $"{range.Lower}-{range.Upper}").ToArray();
        return new JobFinishing(
            Math.Max(1, template.GetInteger(IppNames.Copies) ?? 1),
            template.GetString(IppNames.Sides),
            template.GetString(IppNames.PrintColorMode) == "monochrome",
            ranges is { Length: > 0 } ? string.Join(',', ranges) : null);
    }
}
