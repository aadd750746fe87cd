using Platen.Contracts.AgentJournal.V1;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Jobs;

/// <summary>
/// The held jobs in memory: what the journal's records add up to. It decides nothing and does no I/O, so reading the journal back gives exactly the same state.
/// Not thread-safe; <see cref="HeldJobs"/> guards it.
/// </summary>
internal sealed class JobIndex
{
    private static readonly Comparer<JobId> ByTime = Comparer<JobId>.Create((left, right) => left.Value.CompareTo(right.Value));

    private readonly Dictionary<JobId, HeldJob> _jobs = [];
    private readonly SortedSet<JobId> _ids = new(ByTime);
    private readonly Dictionary<UserId, SortedSet<JobId>> _byOwner = [];
    private readonly Dictionary<UserId, long> _bytesByOwner = [];
    private readonly Dictionary<string, SortedSet<JobId>> _unclaimed = new(StringComparer.Ordinal);
    private readonly Dictionary<JobSender, SortedSet<JobId>> _bySender = [];
    private readonly SortedSet<(long Ticks, Guid Job)> _expiry = [];
    private readonly Dictionary<JobId, UnfinishedMove> _unfinishedMoves = [];

    public int Count => _jobs.Count;

    public RecentReleases Releases { get; } = new();

    /// <summary>Moves whose old key may still be there.</summary>
    public IEnumerable<UnfinishedMove> UnfinishedMoves => _unfinishedMoves.Values;

    public UnfinishedMove? FindUnfinishedMove(string job) => _unfinishedMoves.GetValueOrDefault(JobId.Parse(job));

    public IEnumerable<HeldJob> All => _jobs.Values;

    public HeldJob? Find(JobId id) => _jobs.GetValueOrDefault(id);

    public List<HeldJob> OwnedBy(UserId user, int limit) => ListedJobs.Choose(Newest(_byOwner.GetValueOrDefault(user), int.MaxValue), job => job, limit);

    public HeldUsage UsageOf(UserId user) => new(_byOwner.GetValueOrDefault(user)?.Count ?? 0, _bytesByOwner.GetValueOrDefault(user));

    public List<HeldJob> Unclaimed(string login, int limit) => Newest(_unclaimed.GetValueOrDefault(Fold(login)), limit);

    public List<HeldJob> SentBy(JobSender sender, int limit) => Newest(_bySender.GetValueOrDefault(sender), limit);

    public List<string> UnclaimedLogins(int limit) => [.. _unclaimed.Keys.Take(limit)];

    public List<HeldJob> After(JobId? after, int limit)
    {
        IEnumerable<JobId> ids = after is { } start && _ids.Count > 0 && ByTime.Compare(start, _ids.Max) < 0
            ? _ids.GetViewBetween(start, _ids.Max).SkipWhile(id => id == start)
            : after is null ? _ids : [];
        return [.. ids.Take(limit).Select(id => _jobs[id])];
    }

    /// <summary>Jobs whose time is over, the longest overdue first.</summary>
    public List<HeldJob> Expired(DateTimeOffset now, int limit) =>
        [.. _expiry.TakeWhile(entry => entry.Ticks <= now.UtcTicks).Take(limit).Select(entry => _jobs[new JobId(entry.Job)])];

    /// <summary>Takes a record in; tells what changed, and the job before it. Records that are not about jobs change nothing.</summary>
    public (JobChange? Change, HeldJob? Before) Apply(JournalRecord record)
    {
        switch (record.Event?.BodyCase)
        {
            case AgentEvent.BodyOneofCase.JobReceived:
                return Put(JobRecords.ToJob(record.Event.JobReceived, record.Event.At.ToDateTimeOffset(), record.Stored));
            case AgentEvent.BodyOneofCase.JobReleaseStarted:
                return Start(record.Event.JobReleaseStarted, record.Event.At.ToDateTimeOffset());
            case AgentEvent.BodyOneofCase.JobReleaseFinished:
                return Finish(record.Event.JobReleaseFinished, record.Event.At.ToDateTimeOffset());
            case AgentEvent.BodyOneofCase.JobDeleted:
                return Remove(JobId.Parse(record.Event.JobDeleted.JobId));
            case AgentEvent.BodyOneofCase.JobOwnerResolved:
                return Change(JobId.Parse(record.Event.JobOwnerResolved.JobId), job => job with { Owner = UserId.Parse(record.Event.JobOwnerResolved.OwnerUserId) });
        }

        if (record.Event is { BodyCase: AgentEvent.BodyOneofCase.JobPagesCounted, JobPagesCounted: var counted })
        {
            return Change(JobId.Parse(counted.JobId), job => job with { Facts = WithPages(job.Facts, counted.Pages) });
        }

        switch (record.LocalCase)
        {
            case JournalRecord.LocalOneofCase.HeldJob:
                return Put(JobRecords.ToJob(record.HeldJob));
            case JournalRecord.LocalOneofCase.FinishedRelease:
                Releases.Add(JobRecords.ToFact(record.FinishedRelease));
                break;
            case JournalRecord.LocalOneofCase.TicketChanged:
                return Change(JobId.Parse(record.TicketChanged.JobId), job => job with { Ticket = record.TicketChanged.Ticket });
            case JournalRecord.LocalOneofCase.Moved:
                return Move(record.Moved);
            case JournalRecord.LocalOneofCase.MoveFinished:
                _unfinishedMoves.Remove(JobId.Parse(record.MoveFinished.JobId));
                break;
        }

        return default;
    }

    private static DocumentFacts WithPages(DocumentFacts facts, PageCount pages)
    {
        var revised = facts.Clone();
        revised.Pages = pages;
        return revised;
    }

    /// <summary>Marks every job with an open release as interrupted: the agent has just started, so nobody is delivering it.</summary>
    public void MarkInterrupted()
    {
        foreach (var job in _jobs.Values.Where(job => job.Release is not null).ToList())
        {
            Put(job with { IsInterrupted = true });
        }
    }

    private static string Fold(string login) => login.ToLowerInvariant();

    private (JobChange?, HeldJob?) Start(JobReleaseStarted started, DateTimeOffset at) => Change(
        JobId.Parse(started.JobId),
        job => job with { State = JobState.Processing, Release = JobRecords.ToOpenRelease(started, at), IsInterrupted = false });

    private (JobChange?, HeldJob?) Finish(JobReleaseFinished finished, DateTimeOffset at)
    {
        var id = JobId.Parse(finished.JobId);
        var fact = new FinishedReleaseFact(ReleaseId.Parse(finished.ReleaseId), id, finished.Outcome, at);
        Releases.Add(fact);
        return finished.DataDestroyed ? Remove(id) : Change(id, job => JobTransitions.AfterRelease(job, fact));
    }

    private (JobChange?, HeldJob?) Move(JobMoved moved)
    {
        var id = JobId.Parse(moved.JobId);
        _unfinishedMoves[id] = new UnfinishedMove(id, JobRecords.ToPlace(moved.From));
        return Change(id, job => job with { Place = JobRecords.ToPlace(moved.To) });
    }

    private (JobChange?, HeldJob?) Change(JobId id, Func<HeldJob, HeldJob> change) =>
        _jobs.TryGetValue(id, out var job) ? Put(change(job)) : default;

    private (JobChange?, HeldJob?) Put(HeldJob job)
    {
        var before = _jobs.GetValueOrDefault(job.Id);
        if (before is not null)
        {
            RemoveKeys(before);
        }

        _jobs[job.Id] = job;
        _ids.Add(job.Id);
        _expiry.Add((job.ExpiresAt.UtcTicks, job.Id.Value));
        AddTo(_bySender, SenderOf(job), job.Id);
        if (job.Owner is { } owner)
        {
            AddTo(_byOwner, owner, job.Id);
            AddBytes(owner, job.SizeBytes);
        }
        else
        {
            AddTo(_unclaimed, Fold(job.ClaimedUser), job.Id);
        }

        return (new JobChange(before is null ? JobChangeKind.Added : JobChangeKind.Changed, job), before);
    }

    private (JobChange?, HeldJob?) Remove(JobId id)
    {
        if (!_jobs.Remove(id, out var job))
        {
            return default;
        }

        _ids.Remove(id);
        RemoveKeys(job);
        return (new JobChange(JobChangeKind.Removed, job), job);
    }

    private void RemoveKeys(HeldJob job)
    {
        _expiry.Remove((job.ExpiresAt.UtcTicks, job.Id.Value));
        RemoveFrom(_bySender, SenderOf(job), job.Id);
        if (job.Owner is { } owner)
        {
            RemoveFrom(_byOwner, owner, job.Id);
            AddBytes(owner, -job.SizeBytes);
        }
        else
        {
            RemoveFrom(_unclaimed, Fold(job.ClaimedUser), job.Id);
        }
    }

    private void AddBytes(UserId owner, long bytes)
    {
        _bytesByOwner[owner] = _bytesByOwner.GetValueOrDefault(owner) + bytes;
        if (!_byOwner.ContainsKey(owner))
        {
            _bytesByOwner.Remove(owner);
        }
    }

    private static JobSender SenderOf(HeldJob job) => new(job.Queue, job.ClaimedUser, job.SourceAddress);

    private List<HeldJob> Newest(SortedSet<JobId>? ids, int limit) => ids is null ? [] : [.. ids.Reverse().Take(limit).Select(id => _jobs[id])];

    private static void AddTo<TKey>(Dictionary<TKey, SortedSet<JobId>> index, TKey key, JobId id)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var ids))
        {
            index[key] = ids = new SortedSet<JobId>(ByTime);
        }

        ids.Add(id);
    }

    private static void RemoveFrom<TKey>(Dictionary<TKey, SortedSet<JobId>> index, TKey key, JobId id)
        where TKey : notnull
    {
        if (index.TryGetValue(key, out var ids) && ids.Remove(id) && ids.Count == 0)
        {
            index.Remove(key);
        }
    }
}
