using System.Collections.Immutable;
using Platen.Domain.Contracts;

namespace Platen.Grains.Abstractions.Contracts;

/// <summary>The contracts as they stand today.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.contracts.contract-list")]
public sealed record ContractList
{
    /// <summary>The contracts, by id.</summary>
    [Id(0)]
    public ImmutableArray<Contract> Contracts { get; init; } = [];

    /// <summary>Today, in the tenant's time zone.</summary>
    [Id(1)]
    public DateOnly Day { get; init; }

    /// <summary>Provider contracts against the devices that take a licence.</summary>
    [Id(2)]
    public ContractSums Provider { get; init; } = new(0, 0, 0);

    /// <summary>Customer contracts against them.</summary>
    [Id(3)]
    public ContractSums Customers { get; init; } = new(0, 0, 0);
}
