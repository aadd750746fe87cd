using System.Collections.Immutable;
using System.Globalization;
using Platen.Domain.Accounting;

namespace Platen.Domain.Devices.Log;

/// <summary>Devices' logs as lines of CSV (RFC 4180). What devices said is text there, never a formula.</summary>
public static class DeviceLogTable
{
    private static readonly ImmutableArray<string> Columns = ["id", "at", "site", "device", "kind", "severity", "code", "text", "counter", "counterUnit", "serialNumber", "cause", "count", "success", "user", "job"];

    /// <summary>The first line.</summary>
    public static string Head { get; } = string.Join(',', Columns) + "\r\n";

    /// <summary>An entry's line.</summary>
    public static string Line(DeviceLogEntry row) => CsvLine.Of(
    [
        row.Id,
        CsvLine.Time(row.Line.At),
        row.Site.Value,
        row.Device.Value,
        CsvLine.Word(row.Line.Kind),
        CsvLine.Word(row.Line.Severity),
        row.Line.Code,
        row.Line.Text,
        row.Line.Counter?.ToString(CultureInfo.InvariantCulture) ?? "",
        row.Line.CounterUnit,
        row.Line.SerialNumber,
        CsvLine.Word(row.Line.Cause),
        row.Line.Count > 0 ? row.Line.Count.ToString(CultureInfo.InvariantCulture) : "",
        row.Success ? "true" : "false",
        row.User?.ToString() ?? (row.IsUserWithheld ? "withheld" : ""),
        row.Job?.ToString() ?? "",
    ]);
}
