using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Platen.Domain.Contracts;

/// <summary>Makes the three reports of contracts (AZ11). Notes are in none of them.</summary>
public static class ContractReports
{
    /// <summary>Most rows of a report.</summary>
    public const int RowsMax = 2_000;

    /// <summary>
    /// The customers' sum is told only of so many different customers together: below that it would be one customer's own (TN06).
    /// </summary>
    public const int CustomersMin = 2;

    private static readonly ImmutableArray<string> Columns = ["line", "number", "party", "state", "start", "end", "contracts", "licensed", "used", "over"];
    private static readonly ImmutableArray<string> HistoryColumns = ["at", "number", "kind", "version", "change", "before", "after"];

    /// <summary>The provider's contracts with the one above, and the customers together without a name, a number or a day of any of them (TN06).</summary>
    public static ContractReport OfProvider(ImmutableArray<Contract> contracts, long used, DateOnly day)
    {
        var sums = ContractSums.Of(contracts, ContractKind.Provider, day, used);
        var customers = contracts.Where(contract => contract.Kind == ContractKind.Customer && contract.StateOn(day) == ContractState.Running).ToList();
        var isMany = customers.Select(contract => contract.Party.ToUpperInvariant()).Distinct(StringComparer.Ordinal).Count() >= CustomersMin;
        return new ContractReport
        {
            Kind = ContractReportKind.ProviderContracts, Day = day, Columns = Columns, Sums = sums,
            Rows = [.. Lines(contracts, ContractKind.Provider, day), ["customers", "", "", isMany || customers.Count == 0 ? "running" : "withheld", "", "", isMany ? Number(customers.Count) : "", isMany ? Number(customers.Sum(contract => (long)contract.Devices)) : "", "", ""], Sum(sums)],
        };
    }

    /// <summary>The contracts with customers.</summary>
    public static ContractReport OfCustomers(ImmutableArray<Contract> contracts, long used, DateOnly day)
    {
        var sums = ContractSums.Of(contracts, ContractKind.Customer, day, used);
        return new ContractReport { Kind = ContractReportKind.CustomerContracts, Day = day, Columns = Columns, Sums = sums, Rows = [.. Lines(contracts, ContractKind.Customer, day), Sum(sums)] };
    }

    /// <summary>What was changed, newest first.</summary>
    /// <param name="steps">The changes, newest first.</param>
    /// <param name="day">Today.</param>
    /// <param name="isOutside">For people outside: without the names of parties.</param>
    /// <param name="names">Who made a change, by what the audit log calls them; null: who did what is not told, and never to people outside.</param>
    public static ContractReport OfHistory(ImmutableArray<ContractStep> steps, DateOnly day, bool isOutside, Func<string, string>? names)
    {
        names = isOutside ? null : names;
        ImmutableArray<ImmutableArray<string>> rows = [.. steps.SelectMany(step => Changes(step, isOutside).Select(change => Row(step, change, names)))];
        return new ContractReport
        {
            Kind = ContractReportKind.ContractHistory, Day = day, Columns = names is null ? HistoryColumns : HistoryColumns.Add("by"), Rows = [.. rows.Take(RowsMax)], IsCut = rows.Length > RowsMax,
        };
    }

    /// <summary>What a step changed: the field, its value before, and after.</summary>
    public static IEnumerable<(string Field, string Before, string After)> Changes(ContractStep step, bool isOutside)
    {
        var (before, after) = (step.Before, step.After);
        if (before is null)
        {
            yield return ("recorded", "", "");
        }

        foreach (var (field, was, isNow) in Values(before, after).Where(value => value.Was != value.IsNow))
        {
            // who the customers are is told by the report that names them, and by no other
            yield return isOutside && field == "party" ? (field, "", "") : (field, was, isNow);
        }

        if (before is not null && before.Note != after.Note)
        {
            yield return ("note", "", "");
        }
    }

    /// <summary>A word for programs: <c>customer-contracts</c>.</summary>
    public static string Word(ContractReportKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    /// <summary>Reads such a word.</summary>
    public static bool TryParse(string? word, out ContractReportKind kind)
    {
        kind = Enum.GetValues<ContractReportKind>().FirstOrDefault(value => value != ContractReportKind.Unspecified && Word(value) == word);
        return kind != ContractReportKind.Unspecified;
    }

    private static (string Field, string Was, string IsNow)[] Values(Contract? before, Contract after) =>
    [
        ("number", before?.Number ?? "", after.Number),
        ("party", before?.Party ?? "", after.Party),
        ("start", Day(before?.Start), Day(after.Start)),
        ("end", Day(before?.End), Day(after.End)),
        ("devices", before is null ? "" : Number(before.Devices), Number(after.Devices)),
        ("withdrawn", before is { Withdrawn: true } ? "yes" : "", after.Withdrawn ? "yes" : ""),
    ];

    private static ImmutableArray<string> Row(ContractStep step, (string Field, string Before, string After) change, Func<string, string>? names)
    {
        ImmutableArray<string> row = [Accounting.CsvLine.Time(step.After.ChangedAt), step.After.Number, step.After.Kind.ToString().ToLowerInvariant(), Number(step.After.Version), change.Field, change.Before, change.After];
        return names is null ? row : row.Add(names(step.After.ChangedBy));
    }

    private static IEnumerable<ImmutableArray<string>> Lines(ImmutableArray<Contract> contracts, ContractKind kind, DateOnly day) => contracts
        .Where(contract => contract.Kind == kind && !contract.Withdrawn)
        .OrderBy(contract => contract.Number, StringComparer.OrdinalIgnoreCase)
        .Select(contract => ImmutableArray.Create("contract", contract.Number, contract.Party, contract.StateOn(day).ToString().ToLowerInvariant(), Day(contract.Start), Day(contract.End), "", Number(contract.Devices), "", ""));

    private static ImmutableArray<string> Sum(ContractSums sums) => ["sum", "", "", "running", "", "", Number(sums.Running), Number(sums.Licensed), Number(sums.Used), Number(sums.Over)];

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
