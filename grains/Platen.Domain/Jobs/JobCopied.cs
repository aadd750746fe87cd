namespace Platen.Domain.Jobs;

/// <summary>The agent that reports has a whole copy of a job of another site, made in advance, or has it no more.</summary>
public sealed record JobCopied : JobFact
{
    /// <summary>The copy is gone.</summary>
    public bool IsGone { get; init; }
}
