using System.Collections.Immutable;
using System.Globalization;
using Platen.Domain.Accounting;

namespace Platen.Domain.Sites;

/// <summary>Parked events as lines of CSV (RFC 4180). What an agent sent is not among them.</summary>
public static class ParkedEventTable
{
    private static readonly ImmutableArray<string> Columns = ["id", "site", "agent", "event", "kind", "about", "reason", "problem", "at", "parkedAt", "retries"];

    /// <summary>The first line.</summary>
    public static string Head { get; } = string.Join(',', Columns) + "\r\n";

    /// <summary>An event's line.</summary>
    public static string Line(ParkedEvent row) => CsvLine.Of(
    [
        row.Id,
        row.Site.Value,
        row.Agent.Value,
        row.Sequence.ToString(CultureInfo.InvariantCulture),
        row.Kind,
        row.Subject,
        row.Reason,
        row.Problem,
        CsvLine.Time(row.At),
        CsvLine.Time(row.ParkedAt),
        row.Retries.ToString(CultureInfo.InvariantCulture),
    ]);
}
