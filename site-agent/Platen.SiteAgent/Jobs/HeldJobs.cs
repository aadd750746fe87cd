using Google.Protobuf;
using Platen.Contracts.AgentJournal.V1;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Telemetry;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Jobs;

/// <inheritdoc cref="IHeldJobs"/>
/// <remarks>
/// A change is decided under the lock against the state that is durable, and enqueued for the next group commit under the same lock; until it is durable, other
/// changes of that job wait for it. The commit thread then applies it.
/// </remarks>
internal sealed class HeldJobs(JobIndex index, DocumentStore documents, SpoolOptions options) : IHeldJobs, IJournalState
{
    private readonly Lock _gate = new();
    private readonly Dictionary<JobId, Task> _pending = [];
    private readonly HashSet<JobId> _receiving = [];
    private readonly JobWatchers _watchers = new();
    private AgentJournal? _journal;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return index.Count;
            }
        }
    }

    private AgentJournal Journal => _journal ?? throw new InvalidOperationException("The held jobs have no journal yet.");

    /// <summary>Connects the journal whose state this is; once, before any use.</summary>
    public void Attach(AgentJournal journal) => _journal = journal;

    public IJobIntake BeginReceive(JobId id, JobOrigin origin)
    {
        bool isNew;
        lock (_gate)
        {
            isNew = index.Find(id) is null && _receiving.Add(id);
        }

        var refusal = !isNew ? ReceiveCode.Duplicate : documents.IsFull ? ReceiveCode.SpoolFull : ReceiveCode.Unspecified;
        return new JobIntake(id, origin, this, documents.BeginWrite(id), refusal, options.JobBytesMax, ownsId: isNew);
    }

    public HeldJob? Find(JobId id)
    {
        lock (_gate)
        {
            return index.Find(id);
        }
    }

    public IReadOnlyList<HeldJob> ListOwnedBy(UserId user, int limit)
    {
        lock (_gate)
        {
            return index.OwnedBy(user, limit);
        }
    }

    public HeldUsage UsageOf(UserId user)
    {
        lock (_gate)
        {
            return index.UsageOf(user);
        }
    }

    public IReadOnlyList<HeldJob> ListSentBy(JobSender sender, int limit)
    {
        lock (_gate)
        {
            return index.SentBy(sender, limit);
        }
    }

    public IReadOnlyList<HeldJob> ListAll(JobId? after, int limit)
    {
        lock (_gate)
        {
            return index.After(after, limit);
        }
    }

    public IReadOnlyList<HeldJob> ListUnclaimed(string login, int limit)
    {
        lock (_gate)
        {
            return index.Unclaimed(login, limit);
        }
    }

    public IReadOnlyList<string> ListUnclaimedLogins(int limit)
    {
        lock (_gate)
        {
            return index.UnclaimedLogins(limit);
        }
    }

    public IReadOnlyList<HeldJob> ListInterruptedReleases()
    {
        lock (_gate)
        {
            return [.. index.All.Where(job => job.IsInterrupted)];
        }
    }

    /// <summary>Jobs whose time is over and that no release has.</summary>
    public IReadOnlyList<HeldJob> ListExpired(DateTimeOffset now, int limit)
    {
        lock (_gate)
        {
            return [.. index.Expired(now, limit).Where(job => job.Release is null)];
        }
    }

    /// <summary>Jobs with data in this segment.</summary>
    public IReadOnlyList<HeldJob> ListInSegment(uint segment)
    {
        lock (_gate)
        {
            return [.. index.All.Where(job => job.Place.Segment == segment)];
        }
    }

    public ValueTask<BeginReleaseResult> BeginReleaseAsync(JobId id, ReleaseId release, DeviceId device, UserId user, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            id,
            job =>
            {
                var answer = JobTransitions.Begin(job, id, release, index.Releases.Find(release));
                var started = new JobReleaseStarted { JobId = id.ToString(), ReleaseId = release.ToString(), DeviceId = device.Value, UserId = JobRecords.TextOf(user) };
                return (answer, answer.Code == BeginReleaseCode.Started ? Fact(new AgentEvent { JobReleaseStarted = started }) : null);
            },
            answer => answer with { Job = Find(id) ?? answer.Job },
            cancellationToken);

    public ValueTask<FinishReleaseResult> FinishReleaseAsync(JobReleaseFinished fact, bool destroyData = false, CancellationToken cancellationToken = default)
    {
        var id = JobId.Parse(fact.JobId);
        var release = ReleaseId.Parse(fact.ReleaseId);
        if (fact.Outcome is not (ReleaseOutcome.Completed or ReleaseOutcome.NotPrinted or ReleaseOutcome.Partial))
        {
            throw new ArgumentException($"A release ends as completed, not-printed or partial, not as {fact.Outcome}.", nameof(fact));
        }

        return ChangeAsync(
            id,
            job =>
            {
                var answer = JobTransitions.Finish(job, id, release, fact.Outcome, index.Releases.Find(release));
                if (answer.Code != FinishReleaseCode.Finished)
                {
                    return (answer, null);
                }

                var finished = fact.Clone();
                finished.DataDestroyed = JobTransitions.DestroysData(job!, fact.Outcome, destroyData);
                return (answer, Fact(new AgentEvent { JobReleaseFinished = finished }, finished.DataDestroyed ? job : null));
            },
            answer =>
            {
                AgentInstruments.OnReleaseFinished(fact.Outcome);
                return answer with { Job = Find(id) };
            },
            cancellationToken);
    }

    public ValueTask<DeleteResult> DeleteAsync(JobId id, DeletionCause cause, UserId? user, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            id,
            job => job switch
            {
                null => (new DeleteResult(DeleteCode.Gone), null),
                { Release: not null } => (new DeleteResult(DeleteCode.Busy), null),
                _ => (new DeleteResult(DeleteCode.Deleted), Fact(
                    new AgentEvent { JobDeleted = new JobDeleted { JobId = id.ToString(), Cause = cause, UserId = user?.ToString() ?? "" } }, job)),
            },
            answer => answer,
            cancellationToken);

    public ValueTask<bool> ResolveOwnerAsync(JobId id, UserId owner, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            id,
            job => job switch
            {
                null => (false, null),
                { Owner: { } present } => (present == owner, null),
                _ => (true, Fact(new AgentEvent { JobOwnerResolved = new JobOwnerResolved { JobId = id.ToString(), OwnerUserId = owner.ToString() } })),
            },
            answer => answer,
            cancellationToken);

    public ValueTask<bool> SetPagesAsync(JobId id, PageCount pages, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            id,
            job => job is null ? (false, null) : (true, Fact(new AgentEvent { JobPagesCounted = new JobPagesCounted { JobId = id.ToString(), Pages = pages } })),
            answer => answer,
            cancellationToken);

    public ValueTask<HeldJob?> ChangeTicketAsync(JobId id, Func<HeldJob, JobTicket?> change, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            id,
            job => (job, job is null || change(job) is not { } ticket
                ? null
                : new CommitRequest { Record = new JournalRecord { TicketChanged = new TicketChanged { JobId = id.ToString(), Ticket = ticket } } }),
            answer => Find(id) ?? answer,
            cancellationToken);

    public async ValueTask<SpoolReader> OpenAsync(JobId id, CancellationToken cancellationToken = default) =>
        await OpenAsync(id, documents.OpenReader, cancellationToken);

    public async ValueTask<SealedSpoolReader> OpenSealedAsync(JobId id, CancellationToken cancellationToken = default) =>
        await OpenAsync(id, documents.OpenSealedReader, cancellationToken);

    public IAsyncEnumerable<JobChange> WatchAsync(UserId? user, CancellationToken cancellationToken = default) => _watchers.Watch(user, cancellationToken);

    /// <summary>Makes a sealed document a held job; called by its intake.</summary>
    public async ValueTask<ReceiveResult> AcceptAsync(JobIntake intake, JobDetails details, SealedDocument document, Action keep)
    {
        var facts = details.Facts.Clone();
        facts.SizeBytes = document.PlainBytes;
        facts.Sha256 = UnsafeByteOperations.UnsafeWrap(document.Sha256);
        var record = JobRecords.Received(intake.Id, intake.Origin, details, facts, document);
        try
        {
            await Journal.CommitAsync(new CommitRequest { Record = record, Data = document.Unwritten });
        }
        catch (DiskFullException)
        {
            return new ReceiveResult(ReceiveCode.SpoolFull, null);
        }

        keep();
        return new ReceiveResult(ReceiveCode.Accepted, Find(intake.Id) ?? JobRecords.ToJob(record.Event.JobReceived, record.Event.At.ToDateTimeOffset(), record.Stored));
    }

    /// <summary>An intake is over; called by it.</summary>
    public void EndReceive(JobId id)
    {
        lock (_gate)
        {
            _receiving.Remove(id);
        }
    }

    /// <inheritdoc/>
    public void Apply(JournalRecord record)
    {
        JobChange? change;
        HeldJob? before;
        lock (_gate)
        {
            (change, before) = index.Apply(record);
            if (change?.Job is { } job)
            {
                _pending.Remove(job.Id);
            }
        }

        if (change is null)
        {
            return;
        }

        if (change.Kind == JobChangeKind.Removed)
        {
            documents.Free(change.Job!.Id, change.Job.Place);
        }
        else if (before is not null && before.Place != change.Job!.Place)
        {
            return; // moved: for nobody to see; the old place is freed when its key is destroyed
        }

        _watchers.Publish(change);
    }

    /// <inheritdoc/>
    public IEnumerable<JournalRecord> Capture()
    {
        lock (_gate)
        {
            HeldJob[] jobs = [.. index.All];
            FinishedReleaseFact[] releases = [.. index.Releases.All];
            JournalRecord[] moves = [.. index.UnfinishedMoves.Select(move => JobRecords.Moved(move.Job, move.From, index.Find(move.Job)?.Place ?? move.From))];
            return jobs.Select(JobRecords.Snapshot)
                .Concat(releases.Select(release => new JournalRecord { FinishedRelease = JobRecords.ToRecord(release) }))
                .Concat(moves);
        }
    }

    /// <summary>Ids of the documents that are coming in.</summary>
    public IReadOnlyCollection<JobId> ListReceiving()
    {
        lock (_gate)
        {
            return [.. _receiving];
        }
    }

    /// <summary>Moves a job's document out of a segment; false when it is not there any more, is being changed, or there is no room.</summary>
    public async Task<bool> MoveAsync(JobId id, uint segment)
    {
        CommitRequest request;
        HeldJob job;
        DataPlace to;
        lock (_gate)
        {
            if (index.Find(id) is not { } present || present.Place.Segment != segment || _pending.ContainsKey(id) || documents.TryCopy(present.Place) is not { } copy)
            {
                return false;
            }

            (job, to) = (present, copy.Place);
            request = new CommitRequest { Record = JobRecords.Moved(id, job.Place, to), Data = copy.Write };
            _pending[id] = Journal.CommitAsync(request);
        }

        try
        {
            await WaitAsync(id, request);
        }
        catch (DiskFullException)
        {
            documents.Free(id, to);
            return false;
        }

        await Journal.CommitAsync(new CommitRequest
        {
            Record = new JournalRecord { MoveFinished = new MoveFinished { JobId = id.ToString() } },
            Destroy = documents.KeyOf(id, job.Place),
        });
        documents.Free(id, job.Place);
        return true;
    }

    private CommitRequest Fact(AgentEvent fact, HeldJob? destroy = null) =>
        new() { Record = new JournalRecord { Event = fact }, Destroy = destroy is null ? null : documents.KeyOf(destroy.Id, destroy.Place) };

    private async ValueTask<TAnswer> ChangeAsync<TAnswer>(
        JobId id, Func<HeldJob?, (TAnswer Answer, CommitRequest? Request)> decide, Func<TAnswer, TAnswer> afterwards, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task? before;
            CommitRequest? request = null;
            TAnswer? answer = default;
            lock (_gate)
            {
                if (!_pending.TryGetValue(id, out before))
                {
                    (answer, request) = decide(index.Find(id));
                    if (request is null)
                    {
                        return answer;
                    }

                    _pending[id] = Journal.CommitAsync(request);
                }
            }

            if (request is not null)
            {
                await WaitAsync(id, request);
                return afterwards(answer!);
            }

            await before!.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task WaitAsync(JobId id, CommitRequest request)
    {
        try
        {
            await request.Done;
        }
        finally
        {
            lock (_gate)
            {
                if (_pending.TryGetValue(id, out var present) && present == request.Done)
                {
                    _pending.Remove(id); // it failed; applied ones are removed already
                }
            }
        }
    }

    private async ValueTask<TReader> OpenAsync<TReader>(JobId id, Func<StoredDocument, TReader> open, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            HeldJob job;
            StoredDocument document;
            lock (_gate)
            {
                job = index.Find(id) ?? throw new JobGoneException(id);
                document = documents.Open(job); // under the lock, so that the place is not given away in between
            }

            try
            {
                return open(document);
            }
            catch (SpoolDamagedException)
            {
                document.Dispose();
                if (!await HasChangedAsync(job))
                {
                    throw;
                }
            }
        }
    }

    // The key may just have been destroyed by a deletion, or by a move, that is being committed.
    private async ValueTask<bool> HasChangedAsync(HeldJob job)
    {
        Task? pending;
        lock (_gate)
        {
            _pending.TryGetValue(job.Id, out pending);
        }

        if (pending is not null)
        {
            await pending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return Find(job.Id) is not { } now || now.Place != job.Place;
    }
}
