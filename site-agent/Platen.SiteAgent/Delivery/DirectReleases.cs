using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Replica;

namespace Platen.SiteAgent.Delivery;

/// <summary>
/// Sends the jobs of direct queues to their device as soon as they are held, after a restart those that were left too. The release carries the job's own id, so that a job is
/// released by its queue once, however often this asks. A job that could not be printed stays held, and is tried again when the device is free of its obstacle.
/// </summary>
internal sealed class DirectReleases(IHeldJobs jobs, IReplica replica, IReleases releases, TimeProvider time) : BackgroundService
{
    private const int JobsMax = 1_000;
    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAll(WatchAsync(stoppingToken), RetryAsync(stoppingToken));
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        await foreach (var change in jobs.WatchAsync(user: null, cancellationToken))
        {
            if (change is { Kind: JobChangeKind.Added, Job: { } job })
            {
                await ReleaseAsync(job, cancellationToken);
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
                foreach (var job in page.Where(job => job.State == JobState.PendingHeld && !job.WasPrinted))
                {
                    await ReleaseAsync(job, cancellationToken);
                }
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task ReleaseAsync(HeldJob job, CancellationToken cancellationToken)
    {
        // one that broke in the middle waits for a person: trying again could print pages twice
        var isDirect = replica.FindQueue(job.Queue) is { Kind: ReplicaQueue.Types.Kind.Direct };
        if (isDirect && job.State == JobState.PendingHeld && !job.Releases.Any(release => release.Outcome != ReleaseOutcome.NotPrinted)
            && DeviceId.TryParse(replica.FindQueue(job.Queue)!.DeviceId, out var device))
        {
            var release = job.Releases.Length == 0 ? new ReleaseId(job.Id.Value) : ReleaseId.New(time);
            await releases.RequestAsync(job.Id, release, device, job.Owner ?? default, cancellationToken);
        }
    }
}
