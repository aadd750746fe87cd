using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Platen.Domain.Accounting;

/// <summary>The ledger as lines of CSV (RFC 4180), for spreadsheets and programs.</summary>
public static class LedgerTable
{
    /// <summary>The media type.</summary>
    public const string MediaType = "text/csv";

    /// <summary>The most lines of a file.</summary>
    public const int LinesMax = 1_000_000;

    private static readonly ImmutableArray<string> Columns =
        ["id", "at", "user", "site", "device", "queue", "title", "impressions", "evidence", "colour", "sides", "copies", "price", "currency", "outcome", "job", "release"];

    /// <summary>The first line.</summary>
    public static string Head { get; } = string.Join(',', Columns) + "\r\n";

    /// <summary>An entry's line.</summary>
    public static string Line(LedgerEntry entry) => string.Join(',', Values(entry).Select(Cell)) + "\r\n";

    private static IEnumerable<string> Values(LedgerEntry entry) =>
    [
        entry.Id.ToString(),
        entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        entry.User.ToString(),
        entry.Site.Value,
        entry.Device.Value,
        entry.Queue.Value,
        entry.Title,
        entry.Impressions?.ToString(CultureInfo.InvariantCulture) ?? "",
        Word(entry.Evidence),
        Word(entry.Colour),
        Word(entry.Sides),
        entry.Copies.ToString(CultureInfo.InvariantCulture),
        Money.Format(entry.PriceE4),
        entry.Currency,
        Word(entry.Outcome),
        entry.Job.ToString(),
        entry.Release.ToString(),
    ];

    private static string Word<T>(T value)
        where T : struct, Enum => EqualityComparer<T>.Default.Equals(value, default) ? "" : value.ToString();

    // A spreadsheet runs a cell that begins like a formula, and a title is what any workstation sent: an apostrophe makes it text.
    private static string Cell(string value)
    {
        var text = value.Length > 0 && value.TrimStart() is { Length: > 0 } trimmed && trimmed[0] is '=' or '+' or '-' or '@' or '|' || value.StartsWith('\t') || value.StartsWith('\r')
            ? "'" + value
            : value;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 && text.Trim() == text ? text : new StringBuilder(text).Replace("\"", "\"\"").Insert(0, '"').Append('"').ToString();
    }
}
