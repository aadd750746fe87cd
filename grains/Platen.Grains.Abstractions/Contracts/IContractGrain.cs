using System.Collections.Immutable;
using Platen.Domain.Contracts;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Contracts;

/// <summary>The tenant's contracts about licensed devices, their history and their reports (AZ11). Stateless. Key: <see cref="GrainKeys.Tenant"/>.</summary>
[Alias("platen.contracts.contract-grain")]
public interface IContractGrain : IGrainWithStringKey
{
    /// <summary>All contracts by id, ended and withdrawn ones too, with their sums; none when the actor may not see contracts.</summary>
    [Alias("list")]
    [AnySilo]
    Task<ContractList> ListAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>The changes of a contract, newest first; null: there is no such contract, or the actor may not see contracts. Who made them is told to those who may see users.</summary>
    [Alias("history")]
    [AnySilo]
    Task<ContractReport?> HistoryAsync(ContractId contract, Actor actor, CancellationToken cancellationToken);

    /// <summary>Records a contract, or makes a new version of it.</summary>
    [Alias("put")]
    [AnySilo]
    Task<CommandResult> PutAsync(PutContract command, Actor actor, CancellationToken cancellationToken);

    /// <summary>A report as people here get it; null: the actor may not see contracts. Who changed something is told to those who may see users.</summary>
    [Alias("report")]
    [AnySilo]
    Task<ContractReport?> ReportAsync(ContractReportKind kind, Actor actor, CancellationToken cancellationToken);
}
