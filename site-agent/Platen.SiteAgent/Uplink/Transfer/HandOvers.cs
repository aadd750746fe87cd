using Microsoft.Extensions.Options;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Uplink.Transfer;

/// <summary>
/// The jobs of this agent that others fetch. A hand-over locks its job like any release (I3). Until the recipient has confirmed the whole document, nothing can have come out of a printer, so it is
/// taken back (NOT_PRINTED) when the recipient is silent for too long; once that is confirmed, durably, it is never taken back here, because the recipient may be printing. Confirming
/// and taking back exclude each other. Thread-safe.
/// </summary>
internal sealed partial class HandOvers : IDisposable
{
    /// <summary>Hand-overs at one time.</summary>
    public const int Max = 1_000;

    private const int EndAttemptsMax = 30;
    private static readonly TimeSpan EndPause = TimeSpan.FromSeconds(1);

    private readonly IHeldJobs _jobs;
    private readonly HandOverFiles _files;
    private readonly TransferOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _gate = new();
    private readonly Dictionary<ReleaseId, Entry> _open = [];

    /// <summary>Reads back what was under way.</summary>
    public HandOvers(IHeldJobs jobs, IDisk disk, IOptions<TransferOptions> options, TimeProvider time, ILogger<HandOvers> logger)
    {
        (_jobs, _options, _time, _logger) = (jobs, options.Value, time, logger);
        disk.CreateDirectory(_options.Directory);
        _files = new HandOverFiles(disk, Path.Combine(_options.Directory, "handed-over"));
        foreach (var handOver in _files.Load(LogDamaged))
        {
            _open[handOver.Release] = new Entry(handOver, time.GetTimestamp());
        }
    }

    /// <summary>Whether a release prints at another site.</summary>
    public bool Has(ReleaseId release) => Find(release) is not null;

    /// <summary>Gives the job to the recipient, if nobody else has it. The same order gets the same answer however often it comes.</summary>
    public async Task<HandOverResult> BeginAsync(TransferOrder order, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (Find(order.Release) is { } known)
            {
                return known.Job != order.Job || known.Recipient != order.Recipient
                    ? Refused("Another site has this release.")
                    : Answer(await _jobs.BeginReleaseAsync(order.Job, order.Release, order.Device, order.User, cancellationToken: CancellationToken.None), isOurs: true);
            }

            if (Count() >= Max)
            {
                return Refused("Too many documents of this site are on their way to others: try again later.");
            }

            return await BeginNewAsync(order);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The recipient has confirmed something new.</summary>
    public void Touch(ReleaseId release)
    {
        lock (_gate)
        {
            if (_open.TryGetValue(release, out var entry))
            {
                entry.LastMove = _time.GetTimestamp();
            }
        }
    }

    /// <summary>The recipient has the whole document. False: too late, the job was taken back. After true, durably, it never is.</summary>
    public async Task<bool> ConfirmAsync(ReleaseId release)
    {
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            if (Find(release) is not { } handOver || _jobs.Find(handOver.Job)?.Release?.Id != release)
            {
                return false;
            }

            if (!handOver.IsConfirmed)
            {
                Put(handOver with { IsConfirmed = true });
            }

            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The transfer cannot succeed: takes the job back, unless the recipient has it all.</summary>
    public async Task TakeBackAsync(ReleaseId release, string reason)
    {
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            if (Find(release) is { IsConfirmed: false } handOver)
            {
                await TakeBackAsync(handOver, reason);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The recipient's release has ended at its site: so does the hand-over, with the same outcome. False: the release is no hand-over of this agent, or over.</summary>
    public async Task<bool> EndAsync(JobReleaseFinished end)
    {
        var (id, release) = (JobId.Parse(end.JobId), ReleaseId.Parse(end.ReleaseId));
        if (!Has(release))
        {
            return _jobs.Find(id) is { CopiedTo: not null } && await EndFromCopyAsync(id, release, end);
        }

        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            if (!Has(release))
            {
                return false;
            }

            if (_jobs.Find(id) is { } job && job.Release?.Id == release)
            {
                await FinishAsync(job, release, end);
            }

            Forget(release);
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes back what is overdue, and forgets what is over.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            foreach (var entry in All())
            {
                var release = _jobs.Find(entry.HandOver.Job)?.Release;
                if (release?.Id != entry.HandOver.Release)
                {
                    Forget(entry.HandOver.Release);
                }
                else if (!entry.HandOver.IsConfirmed && IsOverdue(entry, release.StartedAt))
                {
                    await TakeBackAsync(entry.HandOver, "The site that wanted to print this job did not get the whole document in time.");
                }
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    // Printed from the copy, or by a release that had been taken back here: the cluster had given it the right, so this job becomes what the record says. A release that waits here for the cluster's word is refused in a moment.
    private async Task<bool> EndFromCopyAsync(JobId id, ReleaseId release, JobReleaseFinished end)
    {
        var (device, user) = (DeviceId.Parse(end.DeviceId), UserId.TryParse(end.UserId, out var who) ? who : default);
        for (var attempt = 0; attempt < EndAttemptsMax && end.Outcome == ReleaseOutcome.Completed && _jobs.Find(id) is { WasPrinted: false } job; attempt++)
        {
            var begun = await _jobs.BeginReleaseAsync(id, release, device, user, cancellationToken: CancellationToken.None);
            switch (begun.Code)
            {
                case BeginReleaseCode.Started or BeginReleaseCode.AlreadyStarted:
                    await FinishAsync(job, release, end);
                    return true;
                case BeginReleaseCode.AlreadyFinished:
                    release = ReleaseId.New(_time);
                    break;
                default:
                    await Task.Delay(EndPause, _time);
                    break;
            }
        }

        return false;
    }

    private async Task FinishAsync(HeldJob job, ReleaseId release, JobReleaseFinished end)
    {
        var fact = new JobReleaseFinished(end) { ReleaseId = release.ToString(), Colour = job.Facts.Colour, Sides = job.Facts.Sides, Copies = job.Facts.Copies };
        await _jobs.FinishReleaseAsync(fact, cancellationToken: CancellationToken.None);
        LogEnded(end.JobId, end.ReleaseId, end.PrintedAtSiteId, end.Outcome);
    }

    private async Task<HandOverResult> BeginNewAsync(TransferOrder order)
    {
        // remembered first: a crash in between leaves a note of a release that never began, and the sweep removes it
        Put(new HandOver(order.Job, order.Release, order.Recipient, IsConfirmed: false));
        var isKept = false;
        try
        {
            var begun = await _jobs.BeginReleaseAsync(order.Job, order.Release, order.Device, order.User, order.IsFirstPrint, CancellationToken.None);
            isKept = begun.Code == BeginReleaseCode.Started;
            return Answer(begun, isOurs: false);
        }
        finally
        {
            if (!isKept)
            {
                Forget(order.Release);
            }
        }
    }

    private static HandOverResult Answer(BeginReleaseResult begun, bool isOurs) => begun.Code switch
    {
        BeginReleaseCode.Started => new HandOverResult(HandOverCode.Yours, ""),
        BeginReleaseCode.AlreadyStarted when isOurs => new HandOverResult(HandOverCode.Yours, ""),
        BeginReleaseCode.AlreadyFinished => Refused("This release is over: the document did not arrive in time, or it was printed. Choose the job again."),
        BeginReleaseCode.PrintedSince => Refused("The job was printed elsewhere before its document could be fetched. Choose it again to print it once more."),
        BeginReleaseCode.PinNeeded => Refused("The job was sent with a PIN, which is checked at its own site only: print it there."),
        BeginReleaseCode.Gone => Refused("The job does not exist any more: it was printed, deleted, or its time was over."),
        _ => Refused("The job is being printed already: wait until that is over."),
    };

    private static HandOverResult Refused(string why) => new(HandOverCode.Refused, why);

    private bool IsOverdue(Entry entry, DateTimeOffset startedAt) =>
        _time.GetElapsedTime(entry.LastMove) > _options.UnconfirmedMax || _time.GetUtcNow() - startedAt > _options.HandOverMax;

    private async Task TakeBackAsync(HandOver handOver, string reason)
    {
        if (_jobs.Find(handOver.Job) is { Release: { } open } job && open.Id == handOver.Release)
        {
            await _jobs.FinishReleaseAsync(ReleaseFacts.Finished(job, open.Id, open.Device, open.User, DeliveryOutcome.NotPrinted(reason)), cancellationToken: CancellationToken.None);
            LogTakenBack(handOver.Job.ToString(), handOver.Release.ToString(), reason);
        }

        Forget(handOver.Release);
    }

    private HandOver? Find(ReleaseId release)
    {
        lock (_gate)
        {
            return _open.GetValueOrDefault(release)?.HandOver;
        }
    }

    private Entry[] All()
    {
        lock (_gate)
        {
            return [.. _open.Values];
        }
    }

    private int Count()
    {
        lock (_gate)
        {
            return _open.Count;
        }
    }

    private void Put(HandOver handOver)
    {
        _files.Save(handOver);
        lock (_gate)
        {
            _open[handOver.Release] = new Entry(handOver, _time.GetTimestamp());
        }
    }

    private void Forget(ReleaseId release)
    {
        _files.Remove(release);
        lock (_gate)
        {
            _open.Remove(release);
        }
    }

    [LoggerMessage(2130, LogLevel.Warning, "Job {Job} is taken back from release {Release} of another site: {Reason}")]
    private partial void LogTakenBack(string job, string release, string reason);

    [LoggerMessage(2132, LogLevel.Information, "Job {Job} was handed over for release {Release}, which has ended at {Site}: {Outcome}")]
    private partial void LogEnded(string job, string release, string site, ReleaseOutcome outcome);

    [LoggerMessage(2131, LogLevel.Error, "The note of a hand-over '{File}' does not read; its job stays locked until that release is ended or the job's time is over")]
    private partial void LogDamaged(string file);

    private sealed class Entry(HandOver handOver, long lastMove)
    {
        public HandOver HandOver => handOver;

        public long LastMove { get; set; } = lastMove;
    }
}
