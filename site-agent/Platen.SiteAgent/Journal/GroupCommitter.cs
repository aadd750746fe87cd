using Google.Protobuf.WellKnownTypes;
using Platen.Contracts.AgentJournal.V1;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Journal;

/// <summary>
/// The one thread that makes things durable. A commit is: write the documents and sync their files, write one frame, sync the journal, destroy keys and sync them, apply the records to the
/// state, tell the callers. Data is synced before its record is written, so no record survives a power loss without its data (I1).
/// </summary>
internal sealed class GroupCommitter
{
    private readonly CommitQueue _queue;
    private readonly JournalFiles _files;
    private readonly IJournalState _state;
    private readonly TimeProvider _time;
    private readonly CommittedSequence _committed;
    private readonly Thread _thread;
    private readonly List<CommitRequest> _batch = [];
    private readonly HashSet<IDiskFile> _dirty = [];
    private JournalFileWriter _writer;
    private ulong _nextEvent;
    private bool _isRefusable;

    public GroupCommitter(CommitQueue queue, JournalFiles files, IJournalState state, TimeProvider time, CommittedSequence committed, ulong nextBatch)
    {
        _queue = queue;
        _files = files;
        _state = state;
        _time = time;
        _committed = committed;
        _nextEvent = committed.Value + 1;
        _writer = files.Begin(nextBatch, _nextEvent);
        _thread = new Thread(Run) { IsBackground = true, Name = "spool-commit" };
    }

    /// <summary>Bytes written to the journal since the last <see cref="Roll"/>s that made a checkpoint; the commit thread's.</summary>
    public long BytesSinceCheckpoint { get; private set; }

    /// <summary>Called on the commit thread after each commit.</summary>
    public Action? AfterCommit { get; set; }

    public void Start() => _thread.Start();

    /// <summary>Begins a new journal file for a checkpoint, and returns where the checkpoint stands. On the commit thread only.</summary>
    public CheckpointBegin Roll()
    {
        Begin();
        BytesSinceCheckpoint = 0;
        return new CheckpointBegin { JournalFile = _writer.Header.File, NextBatch = _writer.NextBatch, NextEvent = _nextEvent };
    }

    /// <summary>Waits until everything that was enqueued before the queue was closed is durable.</summary>
    public void Join() => _thread.Join();

    private void Run()
    {
        while (_queue.Take(_batch))
        {
            try
            {
                _isRefusable = false;
                Commit();
            }
            catch (DiskFullException e) when (_isRefusable)
            {
                FailBatch(e); // the data, or the journal's next file, found no room
            }
            catch (Exception e)
            {
                var fault = new SpoolFaultedException(e);
                _queue.Close(fault);
                FailBatch(fault);
                _queue.FailAll(fault);
                return;
            }

            _batch.Clear();
        }

        _writer.TryTrim();
        _writer.Dispose();
    }

    private void Commit()
    {
        WriteData();
        SyncAll(_batch.Select(request => request.Data?.File));
        var records = Number();
        if (records.Records.Count > 0)
        {
            Write(records);
        }

        foreach (var request in _batch)
        {
            request.Destroy?.Overwrite();
        }

        SyncAll(_batch.Select(request => request.Destroy?.File));
        _batch.ForEach(request => request.Destroy?.Close());
        foreach (var record in records.Records)
        {
            _state.Apply(record);
        }

        RunWork();
        _committed.Advance(_nextEvent - 1);
        _batch.ForEach(request => request.Complete());
        AfterCommit?.Invoke();
    }

    private void WriteData()
    {
        _isRefusable = true;
        foreach (var file in _batch.Select(request => request.Data).OfType<PageWrite>().GroupBy(write => write.File))
        {
            WriteData(file.Key, file.OrderBy(write => write.Offset));
        }

        _isRefusable = false;
    }

    // documents that got their places one after the other are one write
    private static void WriteData(IDiskFile file, IEnumerable<PageWrite> writes)
    {
        List<ReadOnlyMemory<byte>> pages = [];
        var (start, end) = (0L, 0L);
        foreach (var write in writes)
        {
            if (write.Offset != end)
            {
                WritePages();
                start = end = write.Offset;
            }

            pages.Add(write.Pages);
            end += write.Pages.Length;
        }

        WritePages();

        void WritePages()
        {
            if (pages.Count > 0)
            {
                file.WritePages(pages, start);
                pages.Clear();
            }
        }
    }

    private JournalBatch Number()
    {
        var now = Timestamp.FromDateTimeOffset(_time.GetUtcNow());
        var batch = new JournalBatch();
        var sequence = _nextEvent;
        foreach (var record in _batch.Select(request => request.Record).OfType<JournalRecord>())
        {
            if (record.Event is { } fact)
            {
                fact.Seq = sequence++;
                fact.At ??= now;
            }

            batch.Records.Add(record);
        }

        return batch;
    }

    private void Write(JournalBatch batch)
    {
        var before = _writer.Position;
        if (!_writer.TryAppend(batch))
        {
            Begin();
            before = _writer.Position;
            _writer.TryAppend(batch);
        }

        _writer.Sync();
        BytesSinceCheckpoint += _writer.Position - before;
        _nextEvent += (ulong)batch.Records.Count(record => record.Event is not null);
    }

    private void Begin()
    {
        _isRefusable = true;
        var next = _files.Begin(_writer.NextBatch, _nextEvent);
        _isRefusable = false;
        _writer.TryTrim();
        _writer.Dispose();
        _writer = next;
    }

    private void RunWork()
    {
        foreach (var request in _batch)
        {
            request.Work?.Invoke();
        }
    }

    private void SyncAll(IEnumerable<IDiskFile?> files)
    {
        _dirty.Clear();
        foreach (var file in files)
        {
            if (file is not null && _dirty.Add(file))
            {
                file.SyncData();
            }
        }
    }

    private void FailBatch(Exception error)
    {
        _batch.ForEach(request => request.Fail(error));
        _batch.Clear();
    }
}
