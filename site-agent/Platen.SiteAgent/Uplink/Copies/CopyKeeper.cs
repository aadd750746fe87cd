using Microsoft.Extensions.Options;
using Platen.Contracts.AgentJournal.V1;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Sessions;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Uplink.Transfer;

namespace Platen.SiteAgent.Uplink.Copies;

/// <summary>
/// Fetches copies that the cluster has ordered, one after the other and no faster than allowed, and destroys those that are of no more use: the job has ended, its time is over, or this agent was cut off for longer than a site may
/// work alone. A copy on its way is taken up again at its last chunk, however often the line breaks.
/// </summary>
internal sealed partial class CopyKeeper(
    CopyBook book, DocumentFetch fetch, IAgentJournal journal, IReplica replica, ISiteLinkState link, IOptions<CopyOptions> options, TimeProvider time, ILogger<CopyKeeper> logger) : BackgroundService, IHostedLifecycleService
{
    /// <summary>How often it looks, without being told.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly TransferPace _pace = new(options.Value.BytesPerSecondMax, time);
    private readonly SemaphoreSlim _told = new(0, 1);
    private readonly Dictionary<JobId, long> _triedAt = [];
    private readonly Lock _gate = new();
    private (JobId Job, CancellationTokenSource Stop)? _fetching;

    /// <summary>Takes an order on, durably; else why not.</summary>
    public string Accept(CopyJob order)
    {
        if (options.Value.BytesMax == 0 || order.SizeBytes > options.Value.BytesMax)
        {
            return $"This agent keeps copies of {options.Value.BytesMax} bytes in all (Copies:BytesMax).";
        }

        var note = new CopyNote { JobId = JobId.Parse(order.JobId).ToString(), SizeBytes = Math.Max(0, order.SizeBytes), KeepUntilMs = (order.KeepUntil?.ToDateTimeOffset() ?? DateTimeOffset.MaxValue).ToUnixTimeMilliseconds() };
        if (!book.TryAdd(note))
        {
            return $"This agent keeps {CopyBook.Max} copies already.";
        }

        Wake();
        return "";
    }

    /// <summary>The job has ended: its copy is destroyed, at once where nobody reads it.</summary>
    public void Drop(JobId job)
    {
        book.Drop(job);
        lock (_gate)
        {
            if (_fetching is { } under && under.Job == job)
            {
                under.Stop.Cancel();
            }
        }

        book.TryDestroy(job);
        Wake();
    }

    /// <summary>Looks once: destroys what is of no more use, and fetches what can be fetched now.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await SweepAsync(cancellationToken);
        while (Next() is { } note)
        {
            await FetchAsync(note, cancellationToken);
        }
    }

    /// <summary>Before the link is dialled: an agent that did not run for longer than a site may work alone has no copies any more, and the server no longer asks it to destroy them.</summary>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SweepAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or SpoolFaultedException)
        {
            LogFailed(fault); // the branch prints also without its copies' upkeep
        }
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Dispose()
    {
        _told.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFailed(fault);
            }

            await WaitAsync(stoppingToken);
        }
    }

    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        using var pause = new CancellationTokenSource(LookEvery, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(pause.Token, stoppingToken);
        await _told.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Wake()
    {
        lock (_gate)
        {
            if (_told.CurrentCount == 0)
            {
                _told.Release();
            }
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isAlone = replica.Policy is { OfflineSecondsMax: > 0 } policy && link is { IsOnline: false, OfflineFor: { } gone } && gone > TimeSpan.FromSeconds(policy.OfflineSecondsMax);
        foreach (var note in book.All().Where(note => note.Dropped || isAlone || note.KeepUntilMs <= now.ToUnixTimeMilliseconds()))
        {
            var job = JobId.Parse(note.JobId);
            book.Drop(job);
            if (book.TryDestroy(job))
            {
                await (note.Whole ? TellAsync(job, isGone: true, cancellationToken) : Task.CompletedTask);
                LogDestroyed(note.JobId, isAlone ? "this agent was cut off for too long" : note.Dropped ? "the job has ended" : "its time is over");
            }
        }
    }

    // the oldest that fits, and that was not tried a moment ago
    private CopyNote? Next()
    {
        if (!link.IsOnline)
        {
            return null;
        }

        var kept = book.Bytes;
        return book.All().FirstOrDefault(note => !note.Whole && !note.Dropped && kept + note.SizeBytes <= options.Value.BytesMax && IsDue(JobId.Parse(note.JobId)));
    }

    private bool IsDue(JobId job) => !_triedAt.TryGetValue(job, out var at) || time.GetElapsedTime(at) >= options.Value.RetryAfter;

    private async Task FetchAsync(CopyNote note, CancellationToken cancellationToken)
    {
        var job = JobId.Parse(note.JobId);
        _triedAt[job] = time.GetTimestamp();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Fetching((job, stop));
        try
        {
            var order = new FetchOrder(job, ReleaseId.New(time), default, default) { IsCopy = true, Pace = _pace };
            await EndAsync(job, await fetch.RunAsync(order, progress: null, stop.Token), cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            book.TryDestroy(job); // dropped meanwhile
        }
        finally
        {
            Fetching(null);
        }
    }

    private async Task EndAsync(JobId job, FetchResult result, CancellationToken cancellationToken)
    {
        switch (result.Code)
        {
            case FetchCode.FetchedAhead:
                // told first: a crash in between fetches the last word again, and a copy that was dropped meanwhile is ordered away again
                await TellAsync(job, isGone: false, cancellationToken);
                book.TryComplete(job);
                _triedAt.Remove(job);
                break;
            case FetchCode.Refused:
                LogRefused(job.ToString(), result.Message);
                _triedAt.Remove(job);
                book.TryDestroy(job);
                break;
            default:
                break; // what has come is kept, and it is tried again
        }
    }

    private void Fetching((JobId, CancellationTokenSource)? now)
    {
        lock (_gate)
        {
            _fetching = now;
        }
    }

    private async Task TellAsync(JobId job, bool isGone, CancellationToken cancellationToken) =>
        await journal.AppendAsync(new AgentEvent { JobCopied = new JobCopied { JobId = job.ToString(), Gone = isGone } }, cancellationToken);

    [LoggerMessage(2291, LogLevel.Information, "The copy of job {Job} is destroyed: {Why}")]
    private partial void LogDestroyed(string job, string why);

    [LoggerMessage(2292, LogLevel.Information, "No copy of job {Job} is made: {Why}")]
    private partial void LogRefused(string job, string why);

    [LoggerMessage(2293, LogLevel.Error, "Looking after copies failed; it is tried again")]
    private partial void LogFailed(Exception fault);
}
