using System.Collections.Immutable;
using System.Globalization;

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
    public static string Line(LedgerEntry entry) => CsvLine.Of(Values(entry));

    private static IEnumerable<string> Values(LedgerEntry entry) =>
    [
        entry.Id.ToString(),
        CsvLine.Time(entry.At),
        entry.User.ToString(),
        entry.Site.Value,
        entry.Device.Value,
        entry.Queue.Value,
        entry.Title,
        entry.Impressions?.ToString(CultureInfo.InvariantCulture) ?? "",
        CsvLine.Word(entry.Evidence),
        CsvLine.Word(entry.Colour),
        CsvLine.Word(entry.Sides),
        entry.Copies.ToString(CultureInfo.InvariantCulture),
        Money.Format(entry.PriceE4),
        entry.Currency,
        CsvLine.Word(entry.Outcome),
        entry.Job.ToString(),
        entry.Release.ToString(),
    ];
}
