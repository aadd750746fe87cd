using System.Collections.Immutable;

namespace Platen.Domain.Contracts;

/// <summary>A report as a table of texts, the same for page, REST, CSV and mail.</summary>
public sealed record ContractReport
{
    /// <summary>Which one.</summary>
    public required ContractReportKind Kind { get; init; }

    /// <summary>The day, in the tenant's time zone, for which contracts count as running.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The columns' names.</summary>
    public required ImmutableArray<string> Columns { get; init; }

    /// <summary>The rows, each with a text for each column.</summary>
    public required ImmutableArray<ImmutableArray<string>> Rows { get; init; }

    /// <summary>The sums; null: a history has none.</summary>
    public ContractSums? Sums { get; init; }

    /// <summary>Whether there is more than <see cref="ContractReports.RowsMax"/> rows, and the oldest are left out.</summary>
    public bool IsCut { get; init; }
}
