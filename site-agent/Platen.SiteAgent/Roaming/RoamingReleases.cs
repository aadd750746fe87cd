using Platen.Contracts.AgentJournal.V1;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Delivery.Finishing;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Offline;
using Platen.SiteAgent.Panel;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Telemetry;
using Platen.SiteAgent.Uplink.Copies;
using Platen.SiteAgent.Uplink.Transfer;

namespace Platen.SiteAgent.Roaming;

/// <summary>
/// Fetches documents of other sites and puts them into their device's lane. The agent that holds the job decides who gets it (I3); what comes of it here is journaled here, charged by that, and
/// told to the holder by the cluster.
/// </summary>
internal sealed partial class RoamingReleases(
    RoamingBook book, DocumentFetch fetch, CopyBook copies, IReleaseWord word, OfflineGate offline, Releases releases, ReleaseBoard board, RemoteJobs remote, IReplica replica, ILogger<RoamingReleases> logger)
    : IRoamingReleases, IHostedService, IDisposable
{
    /// <summary>Releases of other sites' jobs at one time, waiting ones included.</summary>
    public const int UnderWayMax = 128;

    /// <summary>Documents fetched at one time; the gateway allows an agent eight.</summary>
    public const int FetchesMax = 4;

    private const string Stopped = "The agent was stopped before the document was here.";
    private const string Restarted = "The agent was restarted before the document was printed: choose it again.";
    private const string RestartedInPrint = "The agent was restarted while this job was printing: look at the device whether it came out before you print it again.";

    private readonly SemaphoreSlim _turn = new(FetchesMax, FetchesMax);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _running = [];

    public ValueTask<ReleaseRequestResult> RequestAsync(RemoteJob job, ReleaseId release, DeviceId device, UserId user, FinishingOptions finishing, bool isFirstPrint, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Request(job, new FetchOrder(job.Job.Id, release, device, user) { IsReprint = job.Job.State == JobState.Completed && !isFirstPrint }, finishing));

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var note in book.Recover())
        {
            await SettleAsync(note);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(Running()).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _turn.Dispose();
    }

    private ReleaseRequestResult Request(RemoteJob job, FetchOrder order, FinishingOptions finishing)
    {
        var (release, device) = (order.Release, order.Device);
        if (board.Find(release) is { } known)
        {
            return new ReleaseRequestResult(ReleaseRequestCode.Accepted, "", known);
        }

        if (WhyNot(job, device, finishing) is { } refusal)
        {
            return refusal;
        }

        var note = new RoamingRelease { JobId = job.Job.Id.ToString(), ReleaseId = release.ToString(), DeviceId = device.Value, UserId = order.User.ToString() };
        if (!book.TryBegin(note))
        {
            return Refused(ReleaseRequestCode.JobBusy, "This release is under way already.");
        }

        var progress = new ReleaseProgress { Release = release, Job = job.Job.Id, Device = device, Stage = ReleaseStage.Fetching, BytesTotal = job.Job.SizeBytes };
        board.TryAdd(progress);
        Run(order with { IsOfCopied = job.HasCopies }, job, finishing);
        return new ReleaseRequestResult(ReleaseRequestCode.Accepted, "", progress);
    }

    private ReleaseRequestResult? WhyNot(RemoteJob job, DeviceId device, FinishingOptions finishing)
    {
        if (replica.FindDevice(device) is not { Enabled: true } target)
        {
            return Refused(ReleaseRequestCode.DeviceUnknown, $"The device '{device}' is not known at this site, or is switched off in the console.");
        }

        if (FinishingSupport.Of(target, job.Job).FaultOf(finishing) is { Length: > 0 } fault)
        {
            return Refused(ReleaseRequestCode.FinishingNotPossible, fault);
        }

        if (offline.BarsRoaming)
        {
            return Refused(ReleaseRequestCode.BarredOffline, PanelTexts.Refused(ReleaseRequestCode.BarredOffline));
        }

        if (!job.IsReachable && !copies.HasWhole(job.Job.Id))
        {
            return Refused(ReleaseRequestCode.SiteUnreachable, $"The document lies at {job.SiteName}, which cannot be reached at the moment. Try again when its line is back.");
        }

        if (book.HasJob(job.Job.Id))
        {
            return Refused(ReleaseRequestCode.JobBusy, "The job is being printed already: wait until that is over.");
        }

        if (book.Count < UnderWayMax && !_stopping.IsCancellationRequested)
        {
            return null;
        }

        AgentInstruments.OnLimit(LimitNames.Roaming);
        return Refused(ReleaseRequestCode.DeviceQueueFull, "Too many documents of other branches are on their way: try again in a moment.");
    }

    private static ReleaseRequestResult Refused(ReleaseRequestCode code, string message) => new(code, message, null);

    private void Run(FetchOrder order, RemoteJob job, FinishingOptions finishing)
    {
        lock (_gate)
        {
            var running = Task.Run(() => FetchAsync(order, job, finishing), CancellationToken.None);
            _running.Add(running);
            _ = running.ContinueWith(Ended, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private void Ended(Task running)
    {
        lock (_gate)
        {
            _running.Remove(running);
        }
    }

    private Task[] Running()
    {
        lock (_gate)
        {
            return [.. _running];
        }
    }

    private async Task FetchAsync(FetchOrder order, RemoteJob job, FinishingOptions finishing)
    {
        try
        {
            await _turn.WaitAsync(_stopping.Token);
            try
            {
                await FetchAndQueueAsync(order, job, finishing);
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            await EndAsync(order, job.Job, Stopped, mayBeOurs: true);
        }
        catch (Exception fault)
        {
            LogFailed(fault, order.Job.ToString(), order.Release.ToString());
            await EndAsync(order, job.Job, "The agent failed while fetching the document; its log says why.", mayBeOurs: true);
        }
    }

    private async Task FetchAndQueueAsync(FetchOrder order, RemoteJob job, FinishingOptions finishing)
    {
        var result = copies.HasWhole(order.Job) ? await FromCopyAsync(order) : await fetch.RunAsync(order, new BoardReport(board, order.Release), _stopping.Token);
        if (result.Document is not { } document)
        {
            await EndAsync(order, job.Job, result.Message, result.MayBeOurs);
        }
        else if (offline.BarsRoaming)
        {
            // the line was lost on the way: the document came from its holder directly
            document.Dispose();
            await EndAsync(order, job.Job, PanelTexts.Refused(ReleaseRequestCode.BarredOffline), mayBeOurs: true);
        }
        else if (RemoteJob.TryReadJob(document.Job) is { } held && held.Owner == job.Job.Owner)
        {
            book.Arrived(document);
            board.Update(order.Release, progress => progress with { Stage = ReleaseStage.Queued, BytesTotal = held.SizeBytes });
            await releases.QueueAsync(held with { Ticket = new JobTicket { Template = document.Template } }, order.Release, order.Device, order.User, finishing);
        }
        else
        {
            document.Dispose();
            await EndAsync(order, job.Job, "The branch that holds the document sent a description that does not belong to it.", mayBeOurs: true);
        }
    }

    // The copy is here: only the right to print it is missing, which no other release has at the same time (I3).
    private async Task<FetchResult> FromCopyAsync(FetchOrder order)
    {
        var asked = await word.AskAsync(order.Job, order.Release, order.Device, order.User, order.IsReprint, _stopping.Token);
        if (!asked.IsGranted)
        {
            return new FetchResult(FetchCode.Refused, asked.Refusal, null);
        }

        return copies.TryOpen(order.Job, order.Release, asked.Job!) is { } document
            ? new FetchResult(FetchCode.Fetched, "", document)
            : new FetchResult(FetchCode.Unavailable, "The copy of the document cannot be read here at this moment: choose the job again.", null);
    }

    /// <summary>Nothing was printed, and nothing will be: the document goes before the holder can hear of it.</summary>
    private async Task EndAsync(FetchOrder order, HeldJob job, string reason, bool mayBeOurs)
    {
        fetch.Abandon(order);
        if (mayBeOurs)
        {
            await book.EndAsync(ReleaseFacts.Finished(job, order.Release, order.Device, order.User, DeliveryOutcome.NotPrinted(reason)));
        }
        else
        {
            book.Forget(order.Release);
        }

        remote.Outdate(order.User);
        board.Update(order.Release, progress => progress with { Stage = ReleaseStage.NotPrinted, Reason = reason });
    }

    // What a restart interrupted. Printed it may be only where the note says that a device was about to get it.
    private async Task SettleAsync(RoamingRelease note)
    {
        var release = ReleaseId.Parse(note.ReleaseId);
        fetch.Abandon(new FetchOrder(JobId.Parse(note.JobId), release, DeviceId.Parse(note.DeviceId), UserId.Parse(note.UserId)));
        var end = note.End ?? new JobReleaseFinished
        {
            JobId = note.JobId,
            ReleaseId = note.ReleaseId,
            DeviceId = note.DeviceId,
            UserId = note.UserId,
            Outcome = note.Printing ? ReleaseOutcome.Partial : ReleaseOutcome.NotPrinted,
            Reason = note.Printing ? RestartedInPrint : Restarted,
        };
        await book.EndAsync(end);
        LogSettled(note.JobId, note.ReleaseId, end.Outcome);
    }

    [LoggerMessage(2182, LogLevel.Error, "Fetching job {Job} of another site for release {Release} failed")]
    private partial void LogFailed(Exception fault, string job, string release);

    [LoggerMessage(2183, LogLevel.Warning, "Release {Release} of job {Job} of another site was interrupted by the last stop, and ends as {Outcome}")]
    private partial void LogSettled(string job, string release, ReleaseOutcome outcome);

    /// <summary>Shows on the board how far a fetch is.</summary>
    private sealed class BoardReport(ReleaseBoard board, ReleaseId release) : IProgress<FetchProgress>
    {
        public void Report(FetchProgress value) => board.Update(release, progress => progress with { BytesFetched = value.BytesReceived, BytesTotal = value.BytesTotal });
    }
}
