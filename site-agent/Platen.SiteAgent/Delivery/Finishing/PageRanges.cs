using System.Collections.Immutable;
using System.Globalization;

namespace Platen.SiteAgent.Delivery.Finishing;

/// <summary>Ranges of pages as people write them (<c>1-3,7</c>), in ascending order and without overlap, as IPP's <c>page-ranges</c> wants them (RFC 8011, 5.2.7).</summary>
public static class PageRanges
{
    /// <summary>Most ranges.</summary>
    public const int CountMax = 16;

    /// <summary>Longest text, in characters.</summary>
    public const int CharsMax = 160;

    /// <summary>The highest page.</summary>
    public const int PageMax = 1_000_000;

    /// <summary>Reads ranges; nothing but blanks are none. False when they are no ranges, out of order, or too many.</summary>
    public static bool TryParse(string text, out ImmutableArray<PageRange> ranges)
    {
        ranges = [];
        if (text.Length > CharsMax)
        {
            return false;
        }

        var parts = text.Split(',', CountMax + 1, StringSplitOptions.TrimEntries);
        if (parts is [""])
        {
            return true;
        }

        var read = ImmutableArray.CreateBuilder<PageRange>();
        var last = 0;
        foreach (var part in parts)
        {
            if (read.Count == CountMax || !TryParseOne(part, out var range) || range.First <= last)
            {
                return false;
            }

            last = range.Last;
            read.Add(range);
        }

        ranges = read.ToImmutable();
        return true;
    }

    /// <summary>How many pages of a document of so many are in the ranges; all of them when there are no ranges.</summary>
    public static int CountOf(ImmutableArray<PageRange> ranges, int pages) =>
        ranges.IsDefaultOrEmpty ? pages : ranges.Sum(range => Math.Max(0, Math.Min(range.Last, pages) - range.First + 1));

    private static bool TryParseOne(string part, out PageRange range)
    {
        var dash = part.IndexOf('-', StringComparison.Ordinal);
        var (from, to) = dash < 0 ? (part, part) : (part[..dash].Trim(), part[(dash + 1)..].Trim());
        range = default;
        if (!TryParsePage(from, out var first) || !TryParsePage(to, out var last) || last < first)
        {
            return false;
        }

        range = new PageRange(first, last);
        return true;
    }

    private static bool TryParsePage(string text, out int page) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out page) && page is >= 1 and <= PageMax;
}
