using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Contracts;
using Platen.Grains.Abstractions;

namespace Platen.Console.Pages.Contracts;

/// <summary>A report of contracts (AZ11).</summary>
public sealed class ReportModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => Report is null ? "Report" : Title(Report.Kind);

    /// <inheritdoc/>
    public override string Section => "contracts";

    /// <summary>The report.</summary>
    public ContractReport Report { get; private set; } = null!;

    /// <summary>What a report is called.</summary>
    public static string Title(ContractReportKind kind) => kind switch
    {
        ContractReportKind.ProviderContracts => "Provider contracts",
        ContractReportKind.CustomerContracts => "Customer contracts",
        _ => "History of contracts",
    };

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string kind)
    {
        if (!ContractReports.TryParse(kind, out var wanted) || await Grains.Contracts(Tenant).ReportAsync(wanted, Actor, Aborted) is not { } report)
        {
            return NotFound();
        }

        Report = report;
        return Page();
    }
}
