using Platen.Domain.Jobs;

namespace Platen.Grains.Abstractions.Jobs;

/// <summary>Whether the release has the right to print. Only <see cref="TakeCode.Granted"/> means that it may.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.jobs.take-release-result")]
public sealed record TakeReleaseResult
{
    /// <summary>The code.</summary>
    [Id(0)]
    public required TakeCode Code { get; init; }

    /// <summary>The job as it is recorded now; null: it is not.</summary>
    [Id(1)]
    public Job? Job { get; init; }
}
