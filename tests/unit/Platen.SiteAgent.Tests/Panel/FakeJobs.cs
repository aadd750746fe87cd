using System.Collections.Concurrent;
using Platen.Contracts.AgentJournal.V1;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Queues;
using Platen.Domain.Users;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Delivery.Finishing;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Tests.Panel;

/// <summary>Held jobs and releases as a test sets them; it counts what was asked of it.</summary>
internal sealed class FakeJobs(TimeProvider time) : IHeldJobs, IReleases
{
    private readonly ConcurrentDictionary<JobId, HeldJob> _jobs = new();
    private readonly ConcurrentDictionary<ReleaseId, ReleaseProgress> _progress = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<ReleaseId> Printed { get; } = new();

    public ReleaseRequestCode Refusal { get; set; } = ReleaseRequestCode.Accepted;

    public int Count => _jobs.Count;

    public HeldJob Hold(UserId? owner, string title, int? pages = 3, ColourMode colour = ColourMode.Monochrome, int copies = 1, JobState state = JobState.PendingHeld, TimeSpan age = default)
    {
        var at = time.GetUtcNow() - age;
        var job = new HeldJob
        {
            Id = JobId.New(TimeProvider.System),
            Queue = QueueId.Parse("follow-me"),
            ClaimedUser = "alice",
            Owner = owner,
            Title = title,
            Facts = new DocumentFacts { Format = "application/pdf", Colour = colour, Copies = copies, SizeBytes = 12345, Pages = new PageCount { Reason = pages is null ? "encrypted" : "" } },
            Protocol = IntakeProtocol.Ipp,
            SourceAddress = "192.0.2.5",
            ReceivedAt = at,
            Terms = new JobTerms(TimeSpan.FromDays(1), TimeSpan.FromDays(1), false),
            State = state,
            ExpiresAt = at.AddDays(1),
            ChunkCount = 1,
            Place = default,
        };
        if (pages is { } count)
        {
            job.Facts.Pages.Pages = count;
            job.Facts.Pages.Evidence = Evidence.Parsed;
        }

        return _jobs[job.Id] = job;
    }

    public void Complete(JobId job) => _jobs[job] = _jobs[job] with { State = JobState.Completed };

    public string TitleOf(ReleaseId release) => _jobs[_progress[release].Job].Title;

    public void Remove(JobId job) => _jobs.TryRemove(job, out _);

    public void Progress(ReleaseId release, Func<ReleaseProgress, ReleaseProgress> change)
    {
        _progress[release] = change(_progress[release]);
        Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    /// <summary>What each release was asked for.</summary>
    public ConcurrentDictionary<ReleaseId, FinishingOptions> Finishing { get; } = new();

    /// <summary>Whether each release was asked for only if its job was not printed before.</summary>
    public ConcurrentDictionary<ReleaseId, bool> FirstPrints { get; } = new();

    public ConcurrentQueue<ReleaseId> Canceled { get; } = new();

    public ValueTask CancelAsync(ReleaseId release, string why)
    {
        Canceled.Enqueue(release);
        return ValueTask.CompletedTask;
    }

    public ValueTask<ReleaseRequestResult> RequestAsync(JobId job, ReleaseId release, DeviceId device, UserId user, ReleaseRight right, FinishingOptions finishing, bool isFirstPrint, CancellationToken cancellationToken)
    {
        Finishing[release] = finishing;
        FirstPrints[release] = isFirstPrint;
        if (Refusal != ReleaseRequestCode.Accepted)
        {
            return ValueTask.FromResult(new ReleaseRequestResult(Refusal, "Wait until the other release is over.", null));
        }

        var progress = _progress.GetOrAdd(release, id =>
        {
            Printed.Enqueue(id);
            return new ReleaseProgress { Release = id, Job = job, Device = device, Stage = ReleaseStage.Queued, BytesTotal = 1000 };
        });
        return ValueTask.FromResult(new ReleaseRequestResult(ReleaseRequestCode.Accepted, "", progress));
    }

    ReleaseProgress? IReleases.Find(ReleaseId release) => _progress.GetValueOrDefault(release);

    public async ValueTask<ReleaseProgress?> WaitForChangeAsync(ReleaseId release, ReleaseProgress? seen, CancellationToken cancellationToken)
    {
        while (_progress.GetValueOrDefault(release) is { } now && now == seen && !now.Ended)
        {
            await _changed.Task.WaitAsync(cancellationToken);
        }

        return _progress.GetValueOrDefault(release);
    }

    public HeldJob? Find(JobId id) => _jobs.GetValueOrDefault(id);

    public IReadOnlyList<HeldJob> ListOwnedBy(UserId user, int limit) => [.. _jobs.Values.Where(j => j.Owner == user).OrderByDescending(j => j.ReceivedAt).Take(limit)];

    public HeldUsage UsageOf(UserId user) => new(ListOwnedBy(user, int.MaxValue).Count, ListOwnedBy(user, int.MaxValue).Sum(job => job.SizeBytes));

    public ValueTask<DeleteResult> DeleteAsync(JobId id, DeletionCause cause, UserId? user, CancellationToken cancellationToken = default)
    {
        if (_jobs.GetValueOrDefault(id) is not { } job)
        {
            return ValueTask.FromResult(new DeleteResult(DeleteCode.Gone));
        }

        if (job.State == JobState.Processing)
        {
            return ValueTask.FromResult(new DeleteResult(DeleteCode.Busy));
        }

        _jobs.TryRemove(id, out _);
        return ValueTask.FromResult(new DeleteResult(DeleteCode.Deleted));
    }

    public IJobIntake BeginReceive(JobId id, JobOrigin origin) => throw new NotSupportedException();

    public IReadOnlyList<HeldJob> ListSentBy(JobSender sender, int limit) => throw new NotSupportedException();

    /// <summary>Gives a job another ticket.</summary>
    public ValueTask<HeldJob?> ChangeTicketAsync(JobId id, Func<HeldJob, JobTicket?> change, CancellationToken cancellationToken = default)
    {
        var job = _jobs[id];
        _jobs[id] = job = job with { Ticket = change(job) ?? job.Ticket };
        return ValueTask.FromResult<HeldJob?>(job);
    }

    public IReadOnlyList<HeldJob> ListAll(JobId? after, int limit) => throw new NotSupportedException();

    public IReadOnlyList<HeldJob> ListUnclaimed(string login, int limit) => throw new NotSupportedException();

    public IReadOnlyList<string> ListUnclaimedLogins(int limit) => throw new NotSupportedException();

    public IReadOnlyList<HeldJob> ListInterruptedReleases() => throw new NotSupportedException();

    public ValueTask<BeginReleaseResult> BeginReleaseAsync(JobId id, ReleaseId release, DeviceId device, UserId user, bool isFirstPrint = false, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<FinishReleaseResult> FinishReleaseAsync(JobReleaseFinished fact, bool destroyData = false, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<SpoolReader> OpenAsync(JobId id, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<SealedSpoolReader> OpenSealedAsync(JobId id, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<bool> ResolveOwnerAsync(JobId id, UserId owner, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<bool> SetPagesAsync(JobId id, PageCount pages, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public IAsyncEnumerable<JobChange> WatchAsync(UserId? user, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
