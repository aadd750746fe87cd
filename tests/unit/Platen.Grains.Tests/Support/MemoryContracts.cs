using System.Collections.Immutable;
using Platen.Domain.Contracts;
using Platen.Domain.Devices;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;

namespace Platen.Grains.Tests.Support;

/// <summary>Contracts, recipients and sendings of the record in memory.</summary>
internal sealed class MemoryContracts(MemoryRecords records) : IContractRecords, IReportRecipients
{
    public Task<ImmutableArray<Contract>> AllAsync(TenantId tenant, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<Contract>>([.. records.All<Contract>().OrderBy(contract => contract.Id.Value, StringComparer.Ordinal)]);

    public Task<ImmutableArray<ContractStep>> HistoryAsync(TenantId tenant, ContractId contract, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<ContractStep>>([.. Steps(0, long.MaxValue).Where(step => step.After.Id == contract)]);

    public Task<ImmutableArray<ContractStep>> StepsAsync(TenantId tenant, long behind, long upTo, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<ContractStep>>([.. Steps(behind, upTo).Take(limit)]);

    public Task<ContractMark> MarkAsync(TenantId tenant, long behind, CancellationToken cancellationToken)
    {
        var after = records.ContractVersions.Skip((int)behind).ToList();
        return Task.FromResult(new ContractMark(behind + after.Count, after.Count == 0 ? null : after.Min(row => row.ChangedAt), after.Count == 0 ? null : after.Max(row => row.ChangedAt)));
    }

    public Task<long> CountLicensedDevicesAsync(TenantId tenant, CancellationToken cancellationToken) => Task.FromResult((long)records.All<Device>().Count(device => device.Enabled));

    Task<ImmutableArray<ReportRecipient>> IReportRecipients.AllAsync(TenantId tenant, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<ReportRecipient>>([.. records.All<ReportRecipient>().OrderBy(recipient => recipient.Id.ToString(), StringComparer.Ordinal)]);

    public Task<ImmutableArray<ReportSending>> LatestAsync(TenantId tenant, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<ReportSending>>([.. records.All<ReportSending>().GroupBy(sending => (sending.Recipient, sending.Kind)).Select(group => group.MaxBy(sending => sending.Mail)!)]);

    public Task<ResultPage<ReportSending>> ListAsync(TenantId tenant, PageRequest page, CancellationToken cancellationToken) =>
        Task.FromResult(new ResultPage<ReportSending>([.. records.All<ReportSending>().OrderByDescending(sending => sending.Mail)], ""));

    private IEnumerable<ContractStep> Steps(long behind, long upTo)
    {
        var versions = records.ContractVersions;
        return versions.Take((int)Math.Min(upTo, versions.Length)).Skip((int)behind).Reverse().Select(after => new ContractStep(versions.FirstOrDefault(row => row.Id == after.Id && row.Version == after.Version - 1), after));
    }
}
