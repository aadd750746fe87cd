using System.Collections.Immutable;
using Platen.Domain.Contracts;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;

namespace Platen.Grains.Contracts;

/// <summary>Makes reports of contracts from the record.</summary>
internal sealed class ContractReading(IContractRecords records, TimeProvider time)
{
    /// <summary>Today, in the tenant's time zone.</summary>
    public DateOnly Today(Tenant tenant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), tenant.Zone()).DateTime);

    /// <summary>A report; a history has the changes behind a place in their row, up to another one.</summary>
    public async Task<ContractReport> ReportAsync(Tenant tenant, ContractReportKind kind, long behind, long upTo, bool isOutside, Func<ImmutableArray<ContractStep>, CancellationToken, Task<Func<string, string>?>>? names, CancellationToken cancellationToken)
    {
        var day = Today(tenant);
        if (kind == ContractReportKind.ContractHistory)
        {
            // each change has a line at least
            var steps = await records.StepsAsync(tenant.Id, behind, upTo, ContractReports.RowsMax + 1, cancellationToken);
            return ContractReports.OfHistory(steps, day, isOutside, names is null ? null : await names(steps, cancellationToken));
        }

        var contracts = await records.AllAsync(tenant.Id, cancellationToken);
        var used = await records.CountLicensedDevicesAsync(tenant.Id, cancellationToken);
        return kind == ContractReportKind.ProviderContracts ? ContractReports.OfProvider(contracts, used, day) : ContractReports.OfCustomers(contracts, used, day);
    }
}
