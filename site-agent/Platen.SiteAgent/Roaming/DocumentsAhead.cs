using Microsoft.Extensions.Options;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Uplink.Transfer;

namespace Platen.SiteAgent.Roaming;

/// <summary>
/// Fetches documents of other sites when their owner logs in, as far as policy and settings allow, so that a release begins at once. A copy gives no right: what prints is the hand-over at the release, as ever (I3), which
/// adopts the copy. What nobody releases is destroyed after <see cref="TransferOptions.AheadKeep"/>.
/// </summary>
internal sealed partial class DocumentsAhead(RemoteJobs remote, DocumentFetch fetch, IReplica replica, IOptions<TransferOptions> options, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<DocumentsAhead> logger)
    : IDocumentsAhead, IDisposable
{
    /// <summary>Users whose documents are fetched at one time; for further ones nothing is fetched ahead.</summary>
    public const int UsersMax = 2;

    private static readonly TimeSpan ListMax = TimeSpan.FromSeconds(5);

    // this agent's own settings, where there are any; else the policy of the tenant or the site
    private int JobsMax => options.Value.AheadJobsMax ?? Math.Clamp(replica.Policy is { HasAheadJobsMax: true } policy ? policy.AheadJobsMax : 0, 0, AheadPolicy.JobsMost);

    private long BytesMax => options.Value.AheadBytesMax ?? Math.Clamp(replica.Policy is { HasAheadJobsMax: true } policy ? policy.AheadBytesMax : AheadPolicy.BytesUsual, 0, AheadPolicy.BytesMost);

    private readonly SemaphoreSlim _room = new(UsersMax, UsersMax);

    public void Begin(UserId user, DeviceId device)
    {
        if (JobsMax > 0 && _room.Wait(TimeSpan.Zero, CancellationToken.None))
        {
            _ = Task.Run(() => RunAsync(user, device), CancellationToken.None);
        }
    }

    /// <summary>Fetches what the settings allow; returns how many documents are here.</summary>
    public async Task<int> FetchAsync(UserId user, DeviceId device, CancellationToken cancellationToken)
    {
        var list = await remote.ListAsync(user, ListMax, cancellationToken);
        var (here, bytes) = (0, BytesMax);
        var own = list.Jobs.Where(job => job.Job.Owner == user && job is { IsReachable: true, Job.State: JobState.PendingHeld });
        var wanted = own.OrderByDescending(job => job.Job.ReceivedAt).Take(JobsMax);
        foreach (var job in wanted.Where(job => job.Job.SizeBytes <= bytes))
        {
            bytes -= job.Job.SizeBytes;
            var order = new FetchOrder(job.Job.Id, ReleaseId.New(time), device, user) { IsAhead = true };
            var result = await fetch.RunAsync(order, progress: null, cancellationToken);
            here += result.Code == FetchCode.FetchedAhead ? 1 : 0;
            if (result.Code is FetchCode.NoRoom or FetchCode.Unavailable)
            {
                break;
            }
        }

        return here;
    }

    public void Dispose() => _room.Dispose();

    private async Task RunAsync(UserId user, DeviceId device)
    {
        try
        {
            var here = await FetchAsync(user, device, lifetime.ApplicationStopping);
            LogHere(here, device);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // the agent stops; the next start removes what came
        }
        catch (Exception fault)
        {
            LogFailed(fault);
        }
        finally
        {
            _room.Release();
        }
    }

    [LoggerMessage(2192, LogLevel.Information, "{Count} documents of other sites are here ahead of their release, for the user at {Device}")]
    private partial void LogHere(int count, DeviceId device);

    [LoggerMessage(2193, LogLevel.Error, "Fetching documents ahead of their release failed")]
    private partial void LogFailed(Exception fault);
}
