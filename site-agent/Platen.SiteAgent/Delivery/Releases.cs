using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Delivery.Finishing;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Panel;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Telemetry;
using Platen.SiteAgent.Uplink.Copies;

namespace Platen.SiteAgent.Delivery;

/// <summary>
/// Takes releases on and delivers them: each device has a lane, in which its releases go one after the other in the order of asking. The job is handed to its release when that is
/// taken on, durably, so that a second release of the same job is told at once that it is busy (I2).
/// </summary>
internal sealed class Releases : IReleases, IHostedService, IAsyncDisposable
{
    private const int CanceledEarlyMax = 10_000;
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(15);

    private readonly IHeldJobs _jobs;
    private readonly IReplica _replica;
    private readonly JobAccess _access;
    private readonly ReleaseBoard _board;
    private readonly ReleaseRun _run;
    private readonly IReleaseWord _word;
    private readonly TimeProvider _time;
    private readonly int _waitingMax;
    private readonly ConcurrentDictionary<DeviceId, DeviceLane> _lanes = new();
    private readonly ConcurrentDictionary<ReleaseId, ReleaseItem> _open = new();
    private readonly ConcurrentDictionary<ReleaseId, string> _canceledEarly = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationToken _stopped;

    public Releases(IHeldJobs jobs, IReplica replica, JobAccess access, ReleaseBoard board, ReleaseRun run, IReleaseWord word, IOptions<DeliveryOptions> options, TimeProvider time)
    {
        (_jobs, _replica, _access, _board, _run, _word, _time, _waitingMax) = (jobs, replica, access, board, run, word, time, options.Value.WaitingMax);
        _stopped = _stopping.Token;
    }

    public async ValueTask<ReleaseRequestResult> RequestAsync(JobId job, ReleaseId release, DeviceId device, UserId user, ReleaseRight right, FinishingOptions finishing, bool isFirstPrint, CancellationToken cancellationToken)
    {
        if (_board.Find(release) is { } known)
        {
            return new ReleaseRequestResult(ReleaseRequestCode.Accepted, "", known);
        }

        if (_replica.FindDevice(device) is not { Enabled: true } target)
        {
            return new ReleaseRequestResult(ReleaseRequestCode.DeviceUnknown, $"The device '{device}' is not known at this site, or is switched off in the console.", null);
        }

        var held = _jobs.Find(job);
        if (held is not null && WhyNot(held, device, user, right) is { } refusal)
        {
            return refusal;
        }

        if (held is not null && FinishingSupport.Of(target, held).FaultOf(finishing) is { Length: > 0 } fault)
        {
            return new ReleaseRequestResult(ReleaseRequestCode.FinishingNotPossible, fault, null);
        }

        var lane = _lanes.GetOrAdd(device, _ => new DeviceLane(_run, _waitingMax, _stopped));
        if (!lane.HasRoom)
        {
            AgentInstruments.OnLimit(LimitNames.DeviceQueue);
            return new ReleaseRequestResult(ReleaseRequestCode.DeviceQueueFull, "Too many jobs wait for this device: try another one.", null);
        }

        return await BeginAsync(new Wish(job, release, device, user, finishing, isFirstPrint), lane, cancellationToken);
    }

    public async ValueTask CancelAsync(ReleaseId release, string why)
    {
        if (!_open.TryGetValue(release, out var item))
        {
            // its document may still be on its way from another site
            if (_canceledEarly.Count < CanceledEarlyMax && _board.Find(release) is { Ended: false })
            {
                _canceledEarly[release] = why;
            }

            return;
        }

        var waits = item.TryTake();
        item.Cancel(why);
        if (waits)
        {
            await _run.CancelAsync(item);
        }
    }

    /// <summary>Queues the release of a job that was handed over to it elsewhere, and that is on the board already.</summary>
    public async ValueTask QueueAsync(HeldJob job, ReleaseId release, DeviceId device, UserId user, FinishingOptions finishing)
    {
        var item = new ReleaseItem(job, release, device, user, finishing, Forget);
        _open[release] = item;
        if (_canceledEarly.TryRemove(release, out var why))
        {
            await CancelAsync(release, why);
            return;
        }

        await _lanes.GetOrAdd(device, _ => new DeviceLane(_run, _waitingMax, _stopped)).AddAsync(item);
    }

    public ReleaseProgress? Find(ReleaseId release) => _board.Find(release);

    public ValueTask<ReleaseProgress?> WaitForChangeAsync(ReleaseId release, ReleaseProgress? seen, CancellationToken cancellationToken) =>
        _board.WaitForChangeAsync(release, seen, cancellationToken);

    public async Task StartAsync(CancellationToken cancellationToken) => await _run.SettleInterruptedAsync(cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        foreach (var lane in _lanes.Values)
        {
            lane.Close();
        }

        await Task.WhenAll(_lanes.Values.Select(lane => lane.Done)).WaitAsync(StopMax, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public ValueTask DisposeAsync()
    {
        _stopping.Dispose();
        return ValueTask.CompletedTask;
    }

    private ReleaseRequestResult? WhyNot(HeldJob job, DeviceId device, UserId user, ReleaseRight right)
    {
        var isAllowed = right switch
        {
            ReleaseRight.User => _access.MayRelease(job, user),
            ReleaseRight.Cluster => job.Owner is null || _access.MayRelease(job, user),
            ReleaseRight.Queue => true,
            _ => false,
        };
        if (!isAllowed)
        {
            return new ReleaseRequestResult(ReleaseRequestCode.NotOwner, job.Owner is null ? "The job has no owner yet: an administrator can give it to somebody." : "The job belongs to somebody else.", null);
        }

        if (job.CopiedTo is not null && !_word.CanAsk)
        {
            return new ReleaseRequestResult(ReleaseRequestCode.ServerNeeded, PanelTexts.CopiesNeedTheServer, null);
        }

        return JobAccess.IsInReach(job, device)
            ? null
            : new ReleaseRequestResult(ReleaseRequestCode.NotHere, $"The job was sent to the device '{job.SentTo}', and can be released only there.", null);
    }

    private async ValueTask<ReleaseRequestResult> BeginAsync(Wish wish, DeviceLane lane, CancellationToken cancellationToken)
    {
        var (job, release, device, user, finishing, isFirstPrint) = wish;
        var begun = await _jobs.BeginReleaseAsync(job, release, device, user, isFirstPrint, cancellationToken);
        switch (begun.Code)
        {
            case BeginReleaseCode.Started:
                var progress = new ReleaseProgress { Release = release, Job = job, Device = device, Stage = ReleaseStage.Queued, BytesTotal = begun.Job!.SizeBytes };
                _board.TryAdd(progress);
                var item = new ReleaseItem(begun.Job, release, device, user, finishing, Forget);
                _open[release] = item;
                await lane.AddAsync(item);
                return new ReleaseRequestResult(ReleaseRequestCode.Accepted, "", progress);
            case BeginReleaseCode.AlreadyStarted:
                return new ReleaseRequestResult(ReleaseRequestCode.Accepted, "", _board.Find(release));
            case BeginReleaseCode.AlreadyFinished:
                return new ReleaseRequestResult(ReleaseRequestCode.Accepted, "", Over(job, release, device, begun.Outcome));
            case BeginReleaseCode.PinNeeded:
                return new ReleaseRequestResult(ReleaseRequestCode.PinNeeded, "The job was sent with a PIN: give it at the panel of its own site.", null);
            case BeginReleaseCode.PrintedSince:
                return new ReleaseRequestResult(ReleaseRequestCode.PrintedSince, PanelTexts.PrintedSince, null);
            case BeginReleaseCode.Busy:
                return new ReleaseRequestResult(ReleaseRequestCode.JobBusy, "The job is being printed already: wait until that is over.", null);
            default:
                return new ReleaseRequestResult(ReleaseRequestCode.JobGone, "The job does not exist any more: it was printed, deleted, or its time was over.", null);
        }
    }

    private void Forget(ReleaseItem item) => _open.TryRemove(item.Release, out _);

    private sealed record Wish(JobId Job, ReleaseId Release, DeviceId Device, UserId User, FinishingOptions Finishing, bool IsFirstPrint);

    private static ReleaseProgress Over(JobId job, ReleaseId release, DeviceId device, ReleaseOutcome outcome) => new()
    {
        Release = release,
        Job = job,
        Device = device,
        Stage = outcome switch
        {
            ReleaseOutcome.Completed => ReleaseStage.Completed,
            ReleaseOutcome.NotPrinted => ReleaseStage.NotPrinted,
            _ => ReleaseStage.Partial,
        },
    };
}
