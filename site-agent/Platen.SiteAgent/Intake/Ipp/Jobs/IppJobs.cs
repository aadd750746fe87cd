using System.Collections.Concurrent;
using System.Globalization;
using Platen.Domain.Jobs;
using Platen.Domain.Queues;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Jobs;

namespace Platen.SiteAgent.Intake.Ipp.Jobs;

/// <summary>
/// Jobs in IPP's terms. IPP wants small numbers; a number names a job while the agent runs, and the newest are remembered, with how they ended. A client sees and cancels only jobs that are
/// its own (<see cref="Access.IppCaller.MaySee"/>).
/// </summary>
internal sealed class IppJobs
{
    /// <summary>Jobs of one caller that a list looks at.</summary>
    public const int ListMax = 1_000;

    private const int RememberedMax = 100_000;
    private const int EndedMax = 1_000;

    private readonly ConcurrentDictionary<int, IppJobView> _byNumber = new();
    private readonly ConcurrentDictionary<JobId, int> _byJob = new();
    private readonly ConcurrentQueue<int> _ended = new();
    private readonly IHeldJobs _jobs;
    private readonly CreatedJobs _created;
    private readonly IppJobViews _views;
    private readonly PrinterClock _clock;
    private int _last;

    public IppJobs(IHeldJobs jobs, CreatedJobs created, IppJobViews views, PrinterClock clock)
    {
        (_jobs, _created, _views, _clock) = (jobs, created, views, clock);
        created.Forgotten = job => NoteEnd(job, IppJobState.Aborted, IppJobStateReason.AbortedBySystem);
    }

    /// <summary>Told of each job that has ended without its document.</summary>
    public Action<IppJobView>? EndedEarly { get; set; }

    public int NextNumber() => Interlocked.Increment(ref _last) & int.MaxValue;

    /// <summary>A held job; it keeps the number it had, or gets one.</summary>
    public IppJobView View(HeldJob job, int? number = null)
    {
        var kept = _byJob.GetOrAdd(job.Id, _ => number ?? NextNumber());
        var view = _views.Of(job, kept);
        _byNumber[kept] = view;
        if (_byNumber.TryRemove(kept - RememberedMax, out var forgotten) && forgotten.Held is { } old)
        {
            _byJob.TryRemove(old, out _);
        }

        return view;
    }

    public static IppJobView View(CreatedJob job) => IppJobViews.Of(job);

    /// <summary>The number of a job that some client has been told; null: none has.</summary>
    public int? FindNumber(JobId job) => _byJob.TryGetValue(job, out var number) ? number : null;

    /// <summary>The job that the request names, if the client may see it.</summary>
    public IppJobView? Find(IppCall call) => ReadNumber(call) is { } number ? Find(call, number) : null;

    /// <summary>The job of that number, if the client may see it.</summary>
    public IppJobView? Find(IppCall call, int number)
    {
        var view = FindAny(number);
        return view is not null && view.Queue == call.Queue.QueueId && call.Caller.MaySee(view.User, view.Source, view.Owner, view.Ticket.Authenticated) ? view : null;
    }

    /// <summary>The job of that number, whosever it is.</summary>
    public IppJobView? FindAny(int number) => _created.Find(number) is { } waiting ? View(waiting) : FindKept(number);

    /// <summary>A job as it was seen last; null: no client has been told of it.</summary>
    public IppJobView? FindLast(JobId job) => FindNumber(job) is { } number ? _byNumber.GetValueOrDefault(number) : null;

    /// <summary>The client's jobs in this queue that have not ended, oldest first.</summary>
    public IEnumerable<IppJobView> ListWaiting(IppCall call) =>
        Held(call).Where(view => !view.HasEnded).Reverse().Concat(_created.All.Select(View).Where(view => IsOf(call, view)).OrderBy(view => view.Number));

    /// <summary>The client's jobs in this queue that have ended, newest first.</summary>
    public IEnumerable<IppJobView> ListEnded(IppCall call)
    {
        var gone = _ended.Reverse().Select(number => _byNumber.GetValueOrDefault(number)).OfType<IppJobView>().Where(view => view.HasEnded && IsOf(call, view));
        return gone.Concat(Held(call).Where(view => view.HasEnded)).DistinctBy(view => view.Number).OrderByDescending(view => view.Number);
    }

    /// <summary>Notes how a job left the spool; what was noted first stays.</summary>
    public void NoteEnd(JobId job, IppJobState state, string reason)
    {
        if (!_byJob.TryGetValue(job, out var number) || !_byNumber.TryGetValue(number, out var last) || last.HasEnded)
        {
            return;
        }

        if (_byNumber.TryUpdate(number, _views.Ended(last, state, reason), last))
        {
            NoteEnded(number);
        }
    }

    /// <summary>Notes that a job ended before its document was whole.</summary>
    public void NoteEnd(CreatedJob job, IppJobState state, string reason)
    {
        var ended = _views.Ended(View(job), state, reason);
        _byNumber[job.Number] = ended;
        NoteEnded(job.Number);
        EndedEarly?.Invoke(ended);
    }

    /// <summary>job-id, or the last part of job-uri.</summary>
    public static int? ReadNumber(IppCall call)
    {
        var operation = call.Request.OperationAttributes;
        if (operation.GetInteger(IppNames.JobId) is { } number)
        {
            return number;
        }

        var uri = operation.GetString(IppNames.JobUri) ?? "";
        return int.TryParse(uri.AsSpan(uri.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out number) ? number : null;
    }

    /// <summary>A successful answer with the job's attributes, and with those of the request that were ignored.</summary>
    public IppMessage Describe(IppCall call, IppJobView job, IReadOnlyList<IppAttribute>? ignored = null) =>
        AddTo(call.AnswerIgnoring(ignored ?? []).Group(IppTag.JobAttributes), call, job, wanted: null).Build();

    /// <summary>Adds the job's attributes that are wanted (null: the ones that every answer has).</summary>
    public IppMessageBuilder AddTo(IppMessageBuilder answer, IppCall call, IppJobView job, RequestedAttributes? wanted) =>
        IppJobDescription.AddTo(answer, call.PrinterUri, job, wanted, _clock);

    private static bool IsOf(IppCall call, IppJobView view) =>
        view.Queue == call.Queue.QueueId && call.Caller.MaySee(view.User, view.Source, view.Owner, view.Ticket.Authenticated);

    private IppJobView? FindKept(int number)
    {
        if (!_byNumber.TryGetValue(number, out var last) || last.HasEnded || last.Held is not { } id)
        {
            return last;
        }

        if (_jobs.Find(id) is { } held)
        {
            return View(held);
        }

        // it has just left the spool, and who tells how is on the way here
        var isPrinted = last.State is not IppJobState.PendingHeld;
        NoteEnd(id, isPrinted ? IppJobState.Completed : IppJobState.Canceled, isPrinted ? IppJobStateReason.JobCompletedSuccessfully : IppJobStateReason.JobCanceledByUser);
        return _byNumber.GetValueOrDefault(number);
    }

    private IEnumerable<IppJobView> Held(IppCall call)
    {
        var queue = QueueId.Parse(call.Queue.QueueId);
        var held = call.Caller.UserId is { } user ? _jobs.ListOwnedBy(user, ListMax).Where(job => job.Queue == queue) : _jobs.ListSentBy(call.Caller.SenderTo(queue), ListMax);
        return held.Select(job => View(job)).Where(view => IsOf(call, view));
    }

    private void NoteEnded(int number)
    {
        _ended.Enqueue(number);
        if (_ended.Count > EndedMax)
        {
            _ended.TryDequeue(out _);
        }
    }
}
