using System.Text;
using Platen.Domain.Accounting;

namespace Platen.Domain.Contracts;

/// <summary>A report as CSV (RFC 4180) that no spreadsheet runs; the same words in all languages, for programs.</summary>
public static class ContractReportTable
{
    /// <summary>The name of the file.</summary>
    public static string FileName(ContractReport report) => $"{ContractReports.Word(report.Kind)}-{report.Day:yyyy-MM-dd}.csv";

    /// <summary>All of it.</summary>
    public static string Csv(ContractReport report) => Csv(report, int.MaxValue).Text;

    /// <summary>As much of it as fits, whole lines only, and whether that is all.</summary>
    /// <param name="report">The report.</param>
    /// <param name="bytesMax">Most bytes of UTF-8.</param>
    public static (string Text, bool IsWhole) Csv(ContractReport report, int bytesMax)
    {
        var text = new StringBuilder(CsvLine.Of(report.Columns));
        var bytes = (long)Encoding.UTF8.GetByteCount(text.ToString());
        foreach (var row in report.Rows)
        {
            var line = CsvLine.Of(row);
            bytes += Encoding.UTF8.GetByteCount(line);
            if (bytes > bytesMax)
            {
                return (text.ToString(), false);
            }

            text.Append(line);
        }

        return (text.ToString(), !report.IsCut);
    }
}
