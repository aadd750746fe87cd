namespace Platen.Grains.Abstractions.Sites;

/// <summary>Gives a parked event up.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.discard-parked")]
public sealed record DiscardParked
{
    /// <summary>The event.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>Why, 1 to 512 characters.</summary>
    [Id(1)]
    public required string Reason { get; init; }
}
