using System.Collections.Immutable;
using System.Globalization;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices.Log;
using Platen.Domain.Jobs;
using Platen.Protocols.Snmp;
using DeviceLogSeverity = Platen.Contracts.AgentLink.V1.DeviceLogSeverity;

namespace Platen.SiteAgent.Devices.Log;

/// <summary>
/// Reads prtAlertTable (RFC 3805, 2.2.13) of the first device, a few rows a datagram. Devices are hostile input: cells count by their own names, whatever their order; rows and questions are bounded.
/// A table that was not read to its end is no table: what is missing in it has not ended.
/// </summary>
internal static class SnmpAlertTable
{
    private const int RowsPerQuestion = 8;
    private const int QuestionsMax = 8;
    private const uint FirstDevice = 1;

    private static readonly SnmpOid[] Columns =
    [
        .. new[] { PrinterOids.PrtAlertSeverityLevel, PrinterOids.PrtAlertGroup, PrinterOids.PrtAlertGroupIndex, PrinterOids.PrtAlertLocation, PrinterOids.PrtAlertCode, PrinterOids.PrtAlertDescription, PrinterOids.PrtAlertTime }
            .Select(column => column.Append(FirstDevice)),
    ];

    /// <param name="ask">Asks the device.</param>
    /// <returns>The alerts, <see cref="DeviceAlert.Most"/> at most; default: not all could be read.</returns>
    public static async Task<ImmutableArray<DeviceAlert>> ReadAsync(Func<Func<int, SnmpPdu>, Task<SnmpPdu?>> ask)
    {
        var rows = new SortedDictionary<uint, SnmpValue?[]>();
        SnmpOid[] place = [.. Columns];
        for (var question = 0; question < QuestionsMax && rows.Count <= DeviceAlert.Most; question++)
        {
            if (await ask(id => SnmpPdu.Bulk(id, 0, RowsPerQuestion, place)) is not { ErrorStatus: SnmpErrorStatus.NoError } answer)
            {
                return default;
            }

            if (!Take(answer, rows, place))
            {
                return [.. rows.Values.Select(Alert).OfType<DeviceAlert>().DistinctBy(alert => alert.Key).Take(DeviceAlert.Most)];
            }
        }

        return rows.Count > DeviceAlert.Most ? [.. rows.Values.Select(Alert).OfType<DeviceAlert>().DistinctBy(alert => alert.Key).Take(DeviceAlert.Most)] : default;
    }

    /// <summary>Takes the cells of an answer in; whether there may be more rows.</summary>
    private static bool Take(SnmpPdu answer, SortedDictionary<uint, SnmpValue?[]> rows, SnmpOid[] place)
    {
        var goesOn = false;
        foreach (var (oid, value) in answer.Variables.Where(variable => !variable.Value.IsAbsent))
        {
            var column = Array.FindIndex(Columns, name => oid.StartsWith(name));
            if (column < 0 || oid.Arcs.Length != Columns[column].Arcs.Length + 1 || oid <= place[column])
            {
                continue;
            }

            var row = oid.Arcs[^1];
            if (!rows.TryGetValue(row, out var cells))
            {
                rows[row] = cells = new SnmpValue?[Columns.Length];
            }

            (cells[column], place[column]) = (value, oid);
            goesOn |= column == 0; // every alert has a severity: the column that says how many there are
        }

        return goesOn;
    }

    private static DeviceAlert? Alert(SnmpValue?[] cells)
    {
        long Number(int column) => cells[column]?.AsNumber() ?? 0;
        if (cells[0] is null)
        {
            return null;
        }

        var (group, index, location, code) = (Number(1), Number(2), Number(3), Number(4));
        var word = PrinterAlertWords.Code((int)Math.Clamp(code, 0, int.MaxValue));
        var part = PrinterAlertWords.Group((int)Math.Clamp(group, 0, int.MaxValue));
        var said = FactBounds.Text(cells[5]?.AsText() ?? "", DeviceLogRules.TextMax).Trim();
        var text = said.Length > 0 ? said : word;
        return new DeviceAlert(
            string.Create(CultureInfo.InvariantCulture, $"snmp/{group}/{index}/{location}/{code}"),
            (PrinterAlertSeverity)Number(0) switch
            {
                PrinterAlertSeverity.Critical => DeviceLogSeverity.Critical,
                PrinterAlertSeverity.Warning or PrinterAlertSeverity.WarningBinaryChangeEvent => DeviceLogSeverity.Warning,
                _ => DeviceLogSeverity.Information,
            },
            word,
            part.Length == 0 ? text : index > 0 ? string.Create(CultureInfo.InvariantCulture, $"{text} ({part} {index})") : $"{text} ({part})")
        {
            RaisedAt = cells[6]?.AsNumber() is > 0 and var ticks ? TimeSpan.FromMilliseconds(ticks * 10) : null,
        };
    }
}
