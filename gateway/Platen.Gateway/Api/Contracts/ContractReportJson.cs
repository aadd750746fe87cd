using Platen.Domain.Contracts;

namespace Platen.Gateway.Api.Contracts;

/// <summary>A report of contracts.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="Day">For which day contracts count as running.</param>
/// <param name="Sums">The sums; a history has none.</param>
/// <param name="Rows">The rows, by the columns' names.</param>
/// <param name="IsCut">Whether older rows are left out.</param>
internal sealed record ContractReportJson(string Kind, DateOnly Day, ContractSumsJson? Sums, IReadOnlyList<IReadOnlyDictionary<string, string>> Rows, bool IsCut)
{
    public static ContractReportJson Of(ContractReport report) => new(
        ContractReports.Word(report.Kind), report.Day, report.Sums is { } sums ? ContractSumsJson.Of(sums) : null,
        [.. report.Rows.Select(row => report.Columns.Zip(row).ToDictionary(pair => pair.First, pair => pair.Second))], report.IsCut);
}
