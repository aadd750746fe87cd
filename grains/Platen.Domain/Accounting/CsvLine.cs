using System.Globalization;
using System.Text;

namespace Platen.Domain.Accounting;

/// <summary>A line of CSV (RFC 4180) that no spreadsheet runs.</summary>
internal static class CsvLine
{
    public static string Of(IEnumerable<string> values) => string.Join(',', values.Select(Cell)) + "\r\n";

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Word<T>(T value)
        where T : struct, Enum => EqualityComparer<T>.Default.Equals(value, default) ? "" : value.ToString();

    // A spreadsheet runs a cell that begins like a formula, and a title is what any workstation sent: an apostrophe makes it text.
    private static string Cell(string value)
    {
        var begins = value.TrimStart();
        var text = (begins.Length > 0 && begins[0] is '=' or '+' or '-' or '@' or '|' && !IsNegative(begins)) || value.StartsWith('\t') || value.StartsWith('\r') ? "'" + value : value;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 && text.Trim() == text ? text : new StringBuilder(text).Replace("\"", "\"\"").Insert(0, '"').Append('"').ToString();
    }

    // a minus before digits alone runs nothing, and sums of amounts need it
    private static bool IsNegative(string value) => value.Length > 1 && value[0] == '-' && value.AsSpan(1).IndexOfAnyExceptInRange('0', '9') is var other && (other < 0 || (value[other + 1] == '.' && value.AsSpan(other + 2).IndexOfAnyExceptInRange('0', '9') < 0));
}
