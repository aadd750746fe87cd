using Platen.Domain.Contracts;

namespace Platen.Grains.Abstractions.Contracts;

/// <summary>Records a contract, or makes a new version of it.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.contracts.put-contract")]
public sealed record PutContract
{
    /// <summary>Its id.</summary>
    [Id(0)]
    public required ContractId Contract { get; init; }

    /// <summary>Whether it must not be there yet.</summary>
    [Id(1)]
    public bool IsNew { get; init; }

    /// <summary>The version that was read before; null: whatever it is.</summary>
    [Id(2)]
    public long? Version { get; init; }

    /// <summary>Its number.</summary>
    [Id(3)]
    public required string Number { get; init; }

    /// <summary>Between whom it is; it cannot be changed.</summary>
    [Id(4)]
    public required ContractKind Kind { get; init; }

    /// <summary>The other party.</summary>
    [Id(5)]
    public required string Party { get; init; }

    /// <summary>Its first day.</summary>
    [Id(6)]
    public required DateOnly Start { get; init; }

    /// <summary>Its last day; null: it is open.</summary>
    [Id(7)]
    public DateOnly? End { get; init; }

    /// <summary>Devices that it licenses.</summary>
    [Id(8)]
    public required int Devices { get; init; }

    /// <summary>For those who see contracts here.</summary>
    [Id(9)]
    public string Note { get; init; } = "";

    /// <summary>Recorded by mistake.</summary>
    [Id(10)]
    public bool Withdrawn { get; init; }
}
