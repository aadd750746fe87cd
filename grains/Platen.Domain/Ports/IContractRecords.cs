using System.Collections.Immutable;
using Platen.Domain.Contracts;
using Platen.Domain.Tenants;

namespace Platen.Domain.Ports;

/// <summary>Contracts of the record and their versions (AZ11). They are written by commits: <see cref="ContractChange"/>.</summary>
public interface IContractRecords
{
    /// <summary>All contracts of the tenant by id, ended and withdrawn ones too; <see cref="ContractRules.ContractsMax"/> at most.</summary>
    Task<ImmutableArray<Contract>> AllAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>The changes of one contract, newest first; <see cref="ContractRules.VersionsMax"/> at most.</summary>
    Task<ImmutableArray<ContractStep>> HistoryAsync(TenantId tenant, ContractId contract, CancellationToken cancellationToken);

    /// <summary>The changes of all contracts behind a place in their row, up to another one, newest first; so many at most.</summary>
    Task<ImmutableArray<ContractStep>> StepsAsync(TenantId tenant, long behind, long upTo, int limit, CancellationToken cancellationToken);

    /// <summary>The changes behind a place in their row, without what they changed.</summary>
    Task<ContractMark> MarkAsync(TenantId tenant, long behind, CancellationToken cancellationToken);

    /// <summary>How many devices take a licence: those in use, as <see cref="Devices.DeviceLicence"/> says it.</summary>
    Task<long> CountLicensedDevicesAsync(TenantId tenant, CancellationToken cancellationToken);
}
