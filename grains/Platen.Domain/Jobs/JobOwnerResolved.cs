using Platen.Domain.Users;

namespace Platen.Domain.Jobs;

/// <summary>An unclaimed job found its owner.</summary>
public sealed record JobOwnerResolved : JobFact
{
    /// <summary>The owner.</summary>
    public required UserId Owner { get; init; }
}
