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

    /// <summary>Documents of other sites that are fetched when their owner logs in: 0 (none) to 50; -1: as the tenant says; null: as it is.</summary>
    [Id(20)]
    public int? AheadJobsMax { get; init; }

    /// <summary>… and bytes of them: 0 to 2^40; -1: as the tenant says; null: as it is.</summary>
    [Id(21)]
    public long? AheadBytesMax { get; init; }
}
