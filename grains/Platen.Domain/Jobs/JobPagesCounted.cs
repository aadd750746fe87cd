namespace Platen.Domain.Jobs;

/// <summary>A second look at the document told its pages; they replace those of <see cref="JobReceived"/>.</summary>
public sealed record JobPagesCounted : JobFact
{
    /// <summary>The pages, or why they are unknown.</summary>
    public required PageCount Pages { get; init; }
}
