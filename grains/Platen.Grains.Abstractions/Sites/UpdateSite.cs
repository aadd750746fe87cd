namespace Platen.Grains.Abstractions.Sites;

/// <summary>Changes a site.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.update-site")]
public sealed record UpdateSite
{
    /// <summary>The name for people, 1 to 200 characters.</summary>
    [Id(0)]
    public required string Name { get; init; }
}
