using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Delivery;

/// <summary>
/// Sends the jobs of direct queues, and of devices' direct ports (PR13), to their device as soon as they are held, after a restart those that were left too. The release carries the job's own id, so that a job is
/// released by its queue once, however often this asks. A job that could not be printed stays held, and is tried again, first after 30 s, then ever more seldom, down to every 10 minutes.
/// </summary>
internal sealed partial class DirectReleases(IHeldJobs jobs, IReplica replica, IReleases releases, TimeProvider time, ILogger<DirectReleases> logger) : BackgroundService
{
    private const int JobsMax = 1_000;
    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryMost = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAll(WatchAsync(stoppingToken), RetryAsync(stoppingToken));
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        await foreach (var change in jobs.WatchAsync(user: null, cancellationToken))
        {
            // changed: its sender may have freed it
            if (change is { Kind: JobChangeKind.Added or JobChangeKind.Changed, Job: { State: JobState.PendingHeld } job })
            {
                await ReleaseAsync(job.Id, cancellationToken);
            }
        }
    }

    private async Task RetryAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(RetryEvery, time);
        do
        {
            JobId? after = null;
            while (jobs.ListAll(after, JobsMax) is { Count: > 0 } page)
            {
                after = page[^1].Id;
                foreach (var job in page.Where(IsDue))
                {
                    await ReleaseAsync(job.Id, cancellationToken);
                }
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task ReleaseAsync(JobId id, CancellationToken cancellationToken)
    {
        // read anew: a page of the list may be old by now, and a job printed at a panel meanwhile must not print again
        if (jobs.Find(id) is not { } job || !IsDue(job) || DeviceOf(job) is not { } device)
        {
            return;
        }

        try
        {
            var release = job.Releases.Length == 0 ? new ReleaseId(job.Id.Value) : ReleaseId.New(time);
            await releases.RequestAsync(job.Id, release, device, job.Owner ?? default, ReleaseRight.Queue, cancellationToken);
        }
        catch (SpoolFaultedException fault)
        {
            LogFaulted(fault, job.Id.ToString());
        }
    }

    // where it goes by itself; null: it waits for a person
    private DeviceId? DeviceOf(HeldJob job) => job.Reach switch
    {
        JobReach.DeviceAtOnce => job.SentTo,
        JobReach.Device or JobReach.Site => null,
        _ => replica.FindQueue(job.Queue) is { Kind: ReplicaQueue.Types.Kind.Direct } queue && DeviceId.TryParse(queue.DeviceId, out var device) ? device : null,
    };

    // one that broke in the middle waits for a person: trying again could print pages twice
    private bool IsDue(HeldJob job) =>
        job is { State: JobState.PendingHeld, WasPrinted: false, Ticket: { Held: false, PasswordHash: "" } }
        && job.Releases.All(release => release.Outcome == ReleaseOutcome.NotPrinted)
        && (job.Releases.Length == 0 || time.GetUtcNow() - job.Releases[^1].At >= PauseAfter(job.Releases.Length));

    // each attempt is two facts in the journal: a device that is off all night must not fill it
    private static TimeSpan PauseAfter(int attempts) => TimeSpan.FromTicks(Math.Min(RetryMost.Ticks, RetryEvery.Ticks << Math.Min(attempts - 1, 8)));

    [LoggerMessage(2330, LogLevel.Error, "Job {Job} of a direct queue cannot be released: the disk failed")]
    private partial void LogFaulted(Exception fault, string job);
}
