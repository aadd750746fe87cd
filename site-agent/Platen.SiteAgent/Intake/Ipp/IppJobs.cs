using System.Collections.Concurrent;
using System.Globalization;
using Platen.Domain.Jobs;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Jobs;

namespace Platen.SiteAgent.Intake.Ipp;

/// <summary>
/// Jobs in IPP's terms. IPP wants small numbers; a number names a job while the agent runs, and the newest are remembered. A client sees and cancels only jobs that came from its
/// own address under its own name: a claim alone opens nothing (PR22).
/// </summary>
internal sealed class IppJobs(IHeldJobs jobs, CreatedJobs created, PrinterClock clock)
{
    private const int RememberedMax = 100_000;
    private readonly ConcurrentDictionary<int, JobId> _byNumber = new();
    private readonly ConcurrentDictionary<JobId, int> _byJob = new();
    private int _last;

    public int NextNumber() => Interlocked.Increment(ref _last) & int.MaxValue;

    /// <summary>A held job; it keeps the number it had, or gets one.</summary>
    public IppJobView View(HeldJob job, int? number = null) => new()
    {
        Number = Remember(job.Id, number),
        Queue = job.Queue.Value,
        Title = job.Title,
        User = job.ClaimedUser,
        Source = job.SourceAddress,
        State = job.State,
        StateReason = job.State switch
        {
            JobState.Processing => "job-printing",
            JobState.Completed => "job-completed-successfully",
            _ => "job-hold-until-specified",
        },
        CreatedAt = job.ReceivedAt,
        SizeBytes = job.SizeBytes,
        Pages = job.Facts.Pages is { HasPages: true } pages ? pages.Pages : null,
        Copies = Math.Max(1, job.Facts.Copies),
        Held = job.Id,
    };

    public IppJobView View(CreatedJob job) => new()
    {
        Number = job.Number,
        Queue = job.Queue,
        Title = job.Claims.Title,
        User = job.Claims.User,
        Source = job.Source,
        State = JobState.PendingHeld,
        StateReason = "job-incoming",
        CreatedAt = clock.Now,
        Copies = job.Claims.Copies ?? 1,
    };

    /// <summary>The job that the request names, if the client may see it.</summary>
    public IppJobView? Find(IppCall call)
    {
        if (ReadNumber(call) is not { } number)
        {
            return null;
        }

        var view = created.Find(number) is { } waiting ? View(waiting) : _byNumber.TryGetValue(number, out var id) && jobs.Find(id) is { } held ? View(held) : null;
        return view is not null && MaySee(call, view) ? view : null;
    }

    /// <summary>The client's jobs in this queue, newest first.</summary>
    public IEnumerable<IppJobView> List(IppCall call, int limit) =>
        jobs.ListAll(after: null, RememberedMax).Reverse()
            .Where(job => job.Queue.Value == call.Queue.QueueId && job.SourceAddress == call.Source && job.ClaimedUser == call.ClaimedUser)
            .Take(limit)
            .Select(job => View(job));

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

    /// <summary>A successful answer with the job's attributes.</summary>
    public IppMessage Describe(IppCall call, IppJobView job) =>
        AddTo(call.Answer(IppStatus.Ok).Group(IppTag.JobAttributes), call, job, wanted: null).Build();

    /// <summary>Adds the job's attributes that are wanted (null: the ones that every answer has).</summary>
    public IppMessageBuilder AddTo(IppMessageBuilder answer, IppCall call, IppJobView job, RequestedAttributes? wanted) =>
        IppJobDescription.AddTo(answer, call.PrinterUri, job, wanted, clock);

    private static bool MaySee(IppCall call, IppJobView job) => job.Queue == call.Queue.QueueId && job.Source == call.Source && job.User == call.ClaimedUser;

    private int Remember(JobId id, int? number)
    {
        var kept = _byJob.GetOrAdd(id, _ => number ?? NextNumber());
        _byNumber[kept] = id;
        if (_byNumber.TryRemove(kept - RememberedMax, out var forgotten))
        {
            _byJob.TryRemove(forgotten, out _);
        }

        return kept;
    }
}
