using Google.Protobuf;
using Platen.Contracts.AgentJournal.V1;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Jobs;

/// <inheritdoc cref="IHeldJobs"/>
/// <remarks>
/// A change is decided under the lock against the state that is durable, and enqueued for the next group commit under the same lock; until it is durable, other
/// changes of that job wait for it. The commit thread then applies it.
/// </remarks>
internal sealed partial class HeldJobs(JobIndex index, DocumentStore documents, SpoolOptions options) : IHeldJobs, IJournalState
{
    private readonly Lock _gate = new();
    private readonly Dictionary<JobId, Task> _pending = [];
    private readonly HashSet<JobId> _receiving = [];
    private readonly JobWatchers _watchers = new();
    private AgentJournal? _journal;

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
}
