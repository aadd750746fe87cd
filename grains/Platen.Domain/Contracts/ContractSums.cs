namespace Platen.Domain.Contracts;

/// <summary>Licensed devices against those that take a licence: the devices in use, as the list of licences (AZ08) shows them.</summary>
/// <param name="Running">Contracts that run.</param>
/// <param name="Licensed">Devices that they license together.</param>
/// <param name="Used">Devices that take a licence.</param>
public sealed record ContractSums(int Running, long Licensed, long Used)
{
    /// <summary>Devices beyond those that are licensed.</summary>
    public long Over => Math.Max(0, Used - Licensed);

    /// <summary>Of the contracts of one kind.</summary>
    public static ContractSums Of(IEnumerable<Contract> contracts, ContractKind kind, DateOnly day, long used)
    {
        var running = contracts.Where(contract => contract.Kind == kind && contract.StateOn(day) == ContractState.Running).ToList();
        return new ContractSums(running.Count, running.Sum(contract => (long)contract.Devices), used);
    }
}
