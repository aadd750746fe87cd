using Platen.Contracts.AgentJournal.V1;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Jobs;

/// <summary>
/// The jobs whose data this agent holds, and the one place that changes them. Every change is a fact in the journal, durable before it takes effect and before the
/// call returns. Reads come from memory and never wait. Usable once the spool's hosted service has started. Thread-safe.
/// A disk that fails (not: is full) makes every later change throw <see cref="SpoolFaultedException"/>, because after a failed sync nothing is known; reads go on.
/// </summary>
internal interface IHeldJobs
{
    /// <summary>Jobs held now.</summary>
    int Count { get; }

    /// <summary>Begins to take a document in. Nothing is held, and nothing stays on disk, until <see cref="IJobIntake.CompleteAsync"/>. Dispose it in any case.</summary>
    IJobIntake BeginReceive(JobId id, JobOrigin origin);

    /// <summary>A job by its id; null when it is not held here.</summary>
    HeldJob? Find(JobId id);

    /// <summary>A user's jobs, newest first. Of more than the limit, those that wait come before those that are kept for a reprint (<see cref="ListedJobs"/>).</summary>
    IReadOnlyList<HeldJob> ListOwnedBy(UserId user, int limit);

    /// <summary>What is held of a user's, printed jobs that are kept included.</summary>
    HeldUsage UsageOf(UserId user);

    /// <summary>A sender's jobs in a queue, newest first.</summary>
    IReadOnlyList<HeldJob> ListSentBy(JobSender sender, int limit);

    /// <summary>All jobs in the order of their ids (of receipt), behind <paramref name="after"/>.</summary>
    IReadOnlyList<HeldJob> ListAll(JobId? after, int limit);

    /// <summary>Jobs without an owner whose sender claimed this login name (compared without case), newest first.</summary>
    IReadOnlyList<HeldJob> ListUnclaimed(string login, int limit);

    /// <summary>The login names that senders of unclaimed jobs claimed, lower case, in no order.</summary>
    IReadOnlyList<string> ListUnclaimedLogins(int limit);

    /// <summary>Releases that were open when the agent stopped: their jobs are <see cref="HeldJob.IsInterrupted"/>, and stay so until <see cref="FinishReleaseAsync"/>.</summary>
    IReadOnlyList<HeldJob> ListInterruptedReleases();

    /// <summary>
    /// Hands the job to a release: the lock that makes a job print once (I2, I3). The same release id gets the same answer however often it asks.
    /// </summary>
    /// <param name="id">The job.</param>
    /// <param name="release">Names the user's action; every retry of that action carries the same one.</param>
    /// <param name="device">Where it is to be printed.</param>
    /// <param name="user">Who did it.</param>
    /// <param name="isFirstPrint">Only if the job was not printed before.</param>
    /// <param name="cancellationToken">Ends the wait; the hand-over itself, once begun, is not taken back.</param>
    ValueTask<BeginReleaseResult> BeginReleaseAsync(JobId id, ReleaseId release, DeviceId device, UserId user, bool isFirstPrint = false, CancellationToken cancellationToken = default);

    /// <summary>
    /// Ends the open release, exactly once. NOT_PRINTED and PARTIAL: the job is held again (or kept, if it was printed before). COMPLETED: it is kept for reprint, or, when
    /// its terms or <paramref name="destroyData"/> say so, its key and data are destroyed before this returns, and the fact's <c>data_destroyed</c> is set.
    /// </summary>
    ValueTask<FinishReleaseResult> FinishReleaseAsync(JobReleaseFinished fact, bool destroyData = false, CancellationToken cancellationToken = default);

    /// <summary>Opens the document for reading in the clear. It stays readable while open, even if the job is deleted meanwhile.</summary>
    /// <exception cref="JobGoneException">The job is not held here (any more).</exception>
    /// <exception cref="SpoolDamagedException">Its key or its file is damaged or missing.</exception>
    ValueTask<SpoolReader> OpenAsync(JobId id, CancellationToken cancellationToken = default);

    /// <summary>Opens the document's sealed chunks, for another agent.</summary>
    /// <exception cref="JobGoneException">The job is not held here (any more).</exception>
    /// <exception cref="SpoolDamagedException">Its key or its file is damaged or missing.</exception>
    ValueTask<SealedSpoolReader> OpenSealedAsync(JobId id, CancellationToken cancellationToken = default);

    /// <summary>Destroys a job: first its key, then its data (I6). A job with an open release is not deleted.</summary>
    ValueTask<DeleteResult> DeleteAsync(JobId id, DeletionCause cause, UserId? user, CancellationToken cancellationToken = default);

    /// <summary>Gives an unclaimed job to its owner; false when it is gone or has another owner. Idempotent.</summary>
    ValueTask<bool> ResolveOwnerAsync(JobId id, UserId owner, CancellationToken cancellationToken = default);

    /// <summary>Replaces what is known of a job's pages; false when it is gone.</summary>
    ValueTask<bool> SetPagesAsync(JobId id, PageCount pages, CancellationToken cancellationToken = default);

    /// <summary>
    /// Changes a job's ticket. <paramref name="change"/> gets the present one and gives another one, or null to leave it; it must not change the one it gets, and may be called under a lock.
    /// </summary>
    /// <returns>The job as it is afterwards; null when it is gone.</returns>
    ValueTask<HeldJob?> ChangeTicketAsync(JobId id, Func<HeldJob, JobTicket?> change, CancellationToken cancellationToken = default);

    /// <summary>
    /// Changes from now on, for live panels. Bounded: a slow watcher loses the oldest changes and is told so by a <see cref="JobChangeKind.Missed"/> change; it then lists anew.
    /// </summary>
    /// <param name="user">Only this user's jobs; null: all.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    IAsyncEnumerable<JobChange> WatchAsync(UserId? user, CancellationToken cancellationToken = default);
}
