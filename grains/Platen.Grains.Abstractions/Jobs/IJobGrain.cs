using Orleans.Concurrency;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.Grains.Abstractions.Sites;

namespace Platen.Grains.Abstractions.Jobs;

/// <summary>A job's state machine (docs/architecture/jobs.md). The agent that holds the data is the authority; this grain records its facts and passes requests on to it. Key: <see cref="GrainKeys.Job"/>.</summary>
[Alias("platen.jobs.job-grain")]
public interface IJobGrain : IFactGrain
{
    /// <summary>The job, or null. The caller checks the right to see it.</summary>
    [Alias("get")]
    [ReadOnly]
    Task<Job?> GetAsync(CancellationToken cancellationToken);

    /// <summary>Asks for the deletion of the job and its key. The owner, or administrators.</summary>
    [Alias("request-delete")]
    Task<JobCommandResult> RequestDeleteAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>Asks for a release. The owner, a delegate of the owner (PR16), or administrators.</summary>
    [Alias("request-release")]
    Task<JobCommandResult> RequestReleaseAsync(RequestRelease request, Actor actor, CancellationToken cancellationToken);

    /// <summary>Gives an unclaimed job to a user. Administrators only.</summary>
    [Alias("claim")]
    Task<JobCommandResult> ClaimAsync(UserId owner, Actor actor, CancellationToken cancellationToken);

    /// <summary>Gives a release the right to print a job that has copies, if nobody else has it: a compare-and-swap of the job's row (ADR 0040). The caller checks who asks.</summary>
    [Alias("take-release")]
    Task<TakeReleaseResult> TakeReleaseAsync(TakeRelease request, CancellationToken cancellationToken);

    /// <summary>
    /// Gives up the release that has the job at another site, when that site does not come back: the holder is told to end the hand-over as partial (<see cref="LostRelease"/>), the other site not to begin any more. Administrators only.
    /// </summary>
    [Alias("end-lost-release")]
    Task<JobCommandResult> EndLostReleaseAsync(ReleaseId release, Actor actor, CancellationToken cancellationToken);
}
