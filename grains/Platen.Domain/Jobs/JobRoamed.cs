namespace Platen.Domain.Jobs;

/// <summary>A release of the job ended at a site that does not hold it (MS02). It is charged there; what becomes of the job, only its holder says, who is told of it.</summary>
public sealed record JobRoamed : JobFact
{
    /// <summary>How it ended.</summary>
    public required JobReleaseFinished End { get; init; }
}
