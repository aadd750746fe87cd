using Platen.Contracts.AgentJournal.V1;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Journal;

namespace Platen.SiteAgent.Spool;

/// <summary>
/// Finishes what a crash interrupted between a record becoming durable and the key it speaks of being destroyed. That can only concern the very last batch, and moves
/// that were not finished: everything else was done before the next batch was written.
/// </summary>
internal sealed class RecoveryCleanup(JobIndex index, DocumentStore documents)
{
    private readonly Dictionary<JournalRecord, UnfinishedMove> _keysToDestroy = new(ReferenceEqualityComparer.Instance);

    /// <summary>Takes a record into the index, and notes the key that goes with it.</summary>
    public void Apply(JournalRecord record)
    {
        var finishedMove = record.LocalCase == JournalRecord.LocalOneofCase.MoveFinished ? index.FindUnfinishedMove(record.MoveFinished.JobId) : null;
        var (change, _) = index.Apply(record);
        if (finishedMove is not null)
        {
            Note(record, finishedMove);
        }
        else if (change is { Kind: JobChangeKind.Removed, Job: { } job })
        {
            Note(record, new UnfinishedMove(job.Id, job.Place));
        }
    }

    /// <summary>Destroys the keys that the last batch and unfinished moves left; durable on return.</summary>
    public void DestroyKeys(IReadOnlyList<JournalRecord> lastBatch)
    {
        foreach (var record in lastBatch)
        {
            if (_keysToDestroy.TryGetValue(record, out var key))
            {
                Destroy(key);
            }
        }

        foreach (var move in index.UnfinishedMoves)
        {
            Destroy(move);
        }

        _keysToDestroy.Clear();
    }

    private void Note(JournalRecord record, UnfinishedMove key)
    {
        if (_keysToDestroy.Count >= CommitQueue.WaitingMax)
        {
            _keysToDestroy.Clear(); // more than any batch holds: all of them are of earlier batches
        }

        _keysToDestroy.Add(record, key);
    }

    private void Destroy(UnfinishedMove key)
    {
        if (documents.KeyOf(key.Job, key.From) is { } place)
        {
            place.Overwrite();
            place.File.SyncData();
            place.Close();
        }
    }
}
