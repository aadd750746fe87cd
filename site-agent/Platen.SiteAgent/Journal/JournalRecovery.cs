using Platen.Contracts.AgentJournal.V1;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Journal;

/// <summary>
/// Reads the newest checkpoint and the journal behind it back. Only the very end may be torn: the last batch, if it was being written. A batch that is broken while a
/// later one is there, or that is missing between two files, is damage, and stops the start with its place named.
/// </summary>
internal sealed class JournalRecovery(IDisk disk, JournalFolder folder, SiteKeyRing ring, Action<JournalRecord> apply)
{
    private readonly List<JournalFileHeader> _files = [];
    private CheckpointBegin _from = new() { JournalFile = 0, NextBatch = 1, NextEvent = 1 };
    private readonly StartHistory _starts = new();
    private IReadOnlyList<JournalRecord> _lastBatch = [];
    private ulong _nextBatch;
    private ulong _nextEvent;
    private ulong _acknowledged;
    private ulong _epoch;
    private bool _torn;
    private (string? Path, long Offset) _endOfPrevious;
    private long _bytes;

    /// <exception cref="JournalDamagedException">Acknowledged facts are missing.</exception>
    public RecoveredJournal Run()
    {
        folder.RemoveUnfinished();
        if (folder.ListCheckpoints() is [.., var newest])
        {
            ReadCheckpoint(newest);
        }

        (_nextBatch, _nextEvent, _acknowledged, _epoch) = (_from.NextBatch, _from.NextEvent, _from.AcknowledgedThrough, _from.Epoch);
        _starts.Load(_from.Starts);
        ReadJournals(folder.ListJournals());
        return new RecoveredJournal
        {
            Files = _files,
            NextBatch = _nextBatch,
            NextEvent = _nextEvent,
            AcknowledgedThrough = _acknowledged,
            Epoch = _epoch,
            Starts = _starts,
            CheckpointFile = _from.JournalFile,
            LastBatch = _lastBatch,
            HadTornTail = _torn,
            BytesReplayed = _bytes,
        };
    }

    private void ReadCheckpoint(ulong number)
    {
        var path = folder.Checkpoint(number);
        using var reader = JournalFileReader.TryOpen(disk, path, ring) ?? throw new JournalDamagedException(path, 0, "the header is not readable");
        long count = 0;
        var ended = false;
        while (!ended)
        {
            if (reader.Read(out var batch) != FrameStatus.Batch)
            {
                throw new JournalDamagedException(path, reader.Position, "a frame of the checkpoint is not readable");
            }

            foreach (var record in batch!.Records)
            {
                switch (record.LocalCase)
                {
                    case JournalRecord.LocalOneofCase.CheckpointBegin:
                        _from = record.CheckpointBegin;
                        break;
                    case JournalRecord.LocalOneofCase.CheckpointEnd:
                        ended = record.CheckpointEnd.Records == count
                            ? true : throw new JournalDamagedException(path, reader.Position, $"{record.CheckpointEnd.Records} records were written, {count} are there");
                        break;
                    default:
                        count++;
                        apply(record);
                        break;
                }
            }
        }
    }

    private void ReadJournals(IReadOnlyList<ulong> numbers)
    {
        for (var i = 0; i < numbers.Count; i++)
        {
            var path = folder.Journal(numbers[i]);
            var isLast = i == numbers.Count - 1;
            using var reader = JournalFileReader.TryOpen(disk, path, ring) ?? throw new JournalDamagedException(path, 0, "the header is not readable");
            if (reader.Header.File >= _from.JournalFile)
            {
                Expect(reader.Header.FirstBatch == _nextBatch, _endOfPrevious.Path ?? path, _endOfPrevious.Offset, $"batch {_nextBatch} is not readable or missing, and batch {reader.Header.FirstBatch} is there");
                ReadFile(reader, isLast);
            }

            _files.Add(reader.Header);
        }

        Expect(_from.JournalFile == 0 || _files.Exists(file => file.File == _from.JournalFile), folder.Journal(_from.JournalFile), 0, "the file is missing");
    }

    private void ReadFile(JournalFileReader reader, bool isLast)
    {
        FrameStatus status;
        while ((status = reader.Read(out var batch)) == FrameStatus.Batch)
        {
            foreach (var record in batch!.Records)
            {
                Take(record, reader);
            }

            _lastBatch = batch.Records;
        }

        _bytes += reader.Position;
        _endOfPrevious = (reader.Path, reader.Position);
        _nextBatch = reader.NextBatch;
        if (isLast)
        {
            Expect(!reader.AnyFrameBehind(), reader.Path, reader.Position, $"batch {reader.NextBatch} is not readable, and later ones are there");
            _torn = status == FrameStatus.Broken;
            reader.TrimHere();
        }
    }

    private void Take(JournalRecord record, JournalFileReader reader)
    {
        if (record.Event is { } fact)
        {
            Expect(fact.Seq == _nextEvent, reader.Path, reader.Position, $"event {_nextEvent} was expected, {fact.Seq} is there");
            _nextEvent++;
        }

        switch (record.LocalCase)
        {
            case JournalRecord.LocalOneofCase.Acknowledged:
                // the last one holds: the cluster may have been put back to an earlier state, and asked for events again
                _acknowledged = record.Acknowledged.Through;
                _starts.Confirm();
                break;
            case JournalRecord.LocalOneofCase.Started:
                _epoch = record.Started.Epoch;
                _starts.Add(record.Started);
                break;
        }

        apply(record);
    }

    private static void Expect(bool condition, string path, long offset, string what)
    {
        if (!condition)
        {
            throw new JournalDamagedException(path, offset, what);
        }
    }
}
