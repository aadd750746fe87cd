namespace Platen.VirtualMfp.Jobs;

/// <summary>What a job's sender asked the device for, by PJL's SET, IPP's job template attributes or LPD's control file.</summary>
/// <param name="Copies">How often it comes out.</param>
/// <param name="Sides">IPP's keyword, or null.</param>
/// <param name="IsMonochrome">Colour as black.</param>
/// <param name="PageRanges">Such as <c>2-3</c>, or null for all.</param>
internal sealed record JobFinishing(int Copies, string? Sides, bool IsMonochrome, string? PageRanges)
{
    internal static readonly JobFinishing AsIs = new(1, null, false, null);

    /// <summary>Sheets for so many impressions.</summary>
    internal int SheetsOf(int impressions) => Sides?.StartsWith("two-sided", StringComparison.Ordinal) == true ? (impressions + 1) / 2 : impressions;

    /// <summary>Impressions of a document of so many pages.</summary>
    internal int ImpressionsOf(int pages) => Copies * (PageRanges is null ? pages : PageRanges.Split(',').Select(range => range.Split('-')).Sum(range => Math.Max(0, Math.Min(int.Parse(range[1]), pages) - int.Parse(range[0]) + 1)));
}
