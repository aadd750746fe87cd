namespace Platen.Grains.Abstractions.Sites;

/// <summary>Records a new site.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.create-site")]
public sealed record CreateSite
{
    /// <summary>The name for people, 1 to 200 characters.</summary>
    [Id(0)]
    public required string Name { get; init; }
}
