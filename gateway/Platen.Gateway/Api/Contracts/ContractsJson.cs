using Platen.Grains.Abstractions.Contracts;

namespace Platen.Gateway.Api.Contracts;

/// <summary>All contracts as they stand on a day.</summary>
/// <param name="Items">The contracts by id, ended and withdrawn ones too.</param>
/// <param name="Day">Today, in the tenant's time zone.</param>
/// <param name="Provider">Provider contracts against the devices that take a licence.</param>
/// <param name="Customers">Customer contracts against them.</param>
internal sealed record ContractsJson(IReadOnlyList<ContractJson> Items, DateOnly Day, ContractSumsJson Provider, ContractSumsJson Customers)
{
    public static ContractsJson Of(ContractList list) =>
        new([.. list.Contracts.Select(contract => ContractJson.Of(contract, list.Day))], list.Day, ContractSumsJson.Of(list.Provider), ContractSumsJson.Of(list.Customers));
}
