using System.Collections.Immutable;
using System.Globalization;

namespace Platen.Domain.Accounting;

/// <summary>A statement of credit as lines of CSV (RFC 4180).</summary>
public static class CreditTable
{
    private static readonly ImmutableArray<string> Columns = ["position", "at", "kind", "amount", "balance", "currency", "reason", "by", "title", "job", "id"];

    /// <summary>The first line.</summary>
    public static string Head { get; } = string.Join(',', Columns) + "\r\n";

    /// <summary>An entry's line.</summary>
    public static string Line(CreditEntry entry) => CsvLine.Of(
    [
        entry.Position.ToString(CultureInfo.InvariantCulture), CsvLine.Time(entry.At), CsvLine.Word(entry.Kind), Money.Format(entry.AmountE4), Money.Format(entry.BalanceE4),
        entry.Currency, entry.Reason, entry.By, entry.Title, entry.Job?.ToString() ?? "", entry.Id.ToString(),
    ]);
}
