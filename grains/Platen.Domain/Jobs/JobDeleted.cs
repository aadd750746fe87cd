using Platen.Domain.Users;

namespace Platen.Domain.Jobs;

/// <summary>A job's data and key are gone.</summary>
public sealed record JobDeleted : JobFact
{
    /// <summary>Why.</summary>
    public required DeletionCause Cause { get; init; }

    /// <summary>Who did it; null when it expired or was damaged.</summary>
    public UserId? User { get; init; }
}
