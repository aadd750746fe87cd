namespace Platen.Grains.Abstractions.Tenants;

/// <summary>Records a new tenant with the default policies.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.tenants.create-tenant")]
public sealed record CreateTenant
{
    /// <summary>The name for people, 1 to 200 characters.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>ISO 4217 code of its currency.</summary>
    [Id(1)]
    public string Currency { get; init; } = "EUR";
}
