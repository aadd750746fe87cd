using System.Globalization;

namespace Platen.Store.Queries;

/// <summary>Keys of pages: the sort columns of the last row, separated by <c>~</c>. They come back from browsers and are checked like any input.</summary>
internal static class PageKey
{
    private const char Separator = '~';
    private const int LengthMax = 400;

    /// <summary>The most rows of a page.</summary>
    public const int LimitMax = 500;

    public static int Limit(int asked) =>
        asked is >= 1 and <= LimitMax ? asked : throw new ArgumentOutOfRangeException(nameof(asked), asked, $"A page has 1 to {LimitMax} rows.");

    public static string Of(params object[] parts) =>
        string.Join(Separator, parts.Select(p => p is DateTimeOffset t ? t.UtcTicks.ToString(CultureInfo.InvariantCulture) : p.ToString()));

    /// <summary>Splits a key into its parts; the last one may itself contain the separator.</summary>
    /// <exception cref="FormatException">It is no key of such a list.</exception>
    public static string[] Split(string key, int parts)
    {
        var split = key.Length <= LengthMax ? key.Split(Separator, parts) : [];
        return split.Length == parts ? split : throw Error(key);
    }

    public static Guid Id(string text) => Guid.TryParseExact(text, "D", out var id) ? id : throw Error(text);

    public static DateTime Time(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks ? new DateTime(ticks, DateTimeKind.Utc) : throw Error(text);

    public static long Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Error(text);

    private static FormatException Error(string key) =>
        new($"'{(key.Length > LengthMax ? key[..LengthMax] : key)}' is no page key of this list. Take the 'next' of the page before, or leave it out for the first page.");
}
