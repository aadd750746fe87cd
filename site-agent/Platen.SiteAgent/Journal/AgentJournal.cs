using System.Collections.Immutable;
using Platen.Contracts.AgentJournal.V1;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Journal;

/// <summary>The journal while the agent runs. Made from what <see cref="JournalRecovery"/> found.</summary>
internal sealed partial class AgentJournal : IAgentJournal, IAsyncDisposable
{
    /// <summary>The largest fact, in bytes.</summary>
    public const int FactBytesMax = 64 * 1024;

    private static readonly TimeSpan AcknowledgementDelay = TimeSpan.FromSeconds(1);

    private readonly IDisk _disk;
    private readonly JournalFolder _folder;
    private readonly SiteKeyRing _ring;
    private readonly IJournalState _state;
    private readonly SpoolOptions _options;
    private readonly ILogger _logger;
    private readonly CommittedSequence _committed;
    private readonly CommitQueue _queue;
    private readonly JournalFiles _files;
    private readonly GroupCommitter _committer;
    private readonly EventReader _reader;
    private readonly StartHistory _starts;
    private readonly ITimer _acknowledgementTimer;
    private ulong _acknowledged;
    private volatile bool _rewound;
    private ulong _acknowledgedWritten;
    private ulong _checkpointFile;
    private Task _background = Task.CompletedTask;

    public AgentJournal(IDisk disk, JournalFolder folder, SiteKeyRing ring, IJournalState state, RecoveredJournal recovered, SpoolOptions options, TimeProvider time, ILogger logger)
    {
        _disk = disk;
        _folder = folder;
        _ring = ring;
        _state = state;
        _options = options;
        _logger = logger;
        Epoch = recovered.Epoch + 1;
        _acknowledged = _acknowledgedWritten = recovered.AcknowledgedThrough;
        _starts = recovered.Starts;
        _checkpointFile = recovered.CheckpointFile;
        _committed = new CommittedSequence(recovered.NextEvent - 1);
        _queue = new CommitQueue(options.CommitRecordsMax, options.CommitBytesMax);
        _files = new JournalFiles(disk, folder, ring, options.JournalFileBytes, recovered.Files);
        _committer = new GroupCommitter(_queue, _files, state, time, _committed, recovered.NextBatch) { AfterCommit = AfterCommit };
        _reader = new EventReader(disk, folder, ring, _files, _committed);
        _acknowledgementTimer = time.CreateTimer(_ => WriteAcknowledgement(), null, AcknowledgementDelay, AcknowledgementDelay);
    }

    public ulong Epoch { get; }

    public ulong LastSequence => _committed.Value;

    public ulong AcknowledgedThrough => Volatile.Read(ref _acknowledged);

    public ulong OldestKept => Math.Min(_files.List()[0].FirstEvent, LastSequence + 1);

    public ImmutableArray<AgentStarted> Starts => _starts.All;

    /// <summary>Files that the site key's rotation must re-wrap.</summary>
    public IEnumerable<string> FilesWithKeys => [.. _files.List().Select(file => _folder.Journal(file.File)), .. _folder.ListCheckpoints().Select(_folder.Checkpoint)];

    /// <summary>Begins to commit; the first record says that the agent has started.</summary>
    public async Task StartAsync()
    {
        _committer.Start();
        var start = StartHistory.Draw(Epoch, LastSequence + 1);
        await CommitAsync(new CommitRequest { Record = new JournalRecord { Started = start } });
        _starts.Add(start);
        _background = Task.Run(() => InBackground(_files.PrepareSpare));
    }

    /// <summary>Puts a record in the next group commit; the task ends when it is durable and applied.</summary>
    public Task CommitAsync(CommitRequest request)
    {
        _queue.Enqueue(request);
        return request.Done;
    }

    public async ValueTask<ulong> AppendAsync(AgentEvent fact, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (fact.BodyCase is AgentEvent.BodyOneofCase.JobReceived or AgentEvent.BodyOneofCase.JobReleaseStarted or AgentEvent.BodyOneofCase.JobReleaseFinished
            or AgentEvent.BodyOneofCase.JobDeleted or AgentEvent.BodyOneofCase.JobOwnerResolved or AgentEvent.BodyOneofCase.JobPagesCounted
            or AgentEvent.BodyOneofCase.None)
        {
            throw new ArgumentException($"{fact.BodyCase} is not for callers to write: facts about jobs come from the held jobs alone.", nameof(fact));
        }

        if (fact.CalculateSize() > FactBytesMax)
        {
            throw new ArgumentException($"A fact is at most {FactBytesMax} bytes.", nameof(fact));
        }

        await CommitAsync(new CommitRequest { Record = new JournalRecord { Event = fact } });
        return fact.Seq;
    }

    public void Acknowledge(ulong through)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(through, LastSequence);
        var known = AcknowledgedThrough;
        while (through > known)
        {
            var seen = Interlocked.CompareExchange(ref _acknowledged, through, known);
            if (seen == known)
            {
                return;
            }

            known = seen;
        }
    }

    public void Rewind(ulong through)
    {
        if (through < AcknowledgedThrough)
        {
            Volatile.Write(ref _acknowledged, through);
            // files that were to be removed are not: what is removed is what was written as acknowledged
            Volatile.Write(ref _acknowledgedWritten, Math.Min(through, Volatile.Read(ref _acknowledgedWritten)));
            _rewound = true;
            LogRewound(through, LastSequence);
        }
    }

    public IAsyncEnumerable<AgentEvent> ReadFromAsync(ulong sequence, CancellationToken cancellationToken = default) =>
        _reader.ReadFromAsync(Math.Max(sequence, AcknowledgedThrough + 1), cancellationToken);

    /// <summary>Makes a checkpoint at the next commit; for tests and for a clean stop.</summary>
    public async Task CheckpointAsync()
    {
        await CommitAsync(new CommitRequest { Work = BeginCheckpoint });
        await _background;
    }

    public async ValueTask DisposeAsync()
    {
        await _acknowledgementTimer.DisposeAsync();
        WriteAcknowledgement();
        _queue.Close(new ObjectDisposedException(nameof(AgentJournal), "The agent is stopping."));
        await Task.Run(_committer.Join);
        await _background;
    }

    private void AfterCommit()
    {
        if (_committer.BytesSinceCheckpoint >= _options.CheckpointBytes && _background.IsCompleted)
        {
            BeginCheckpoint();
        }
    }

    // On the commit thread: no record is applied while the state is captured.
    private void BeginCheckpoint()
    {
        var previous = _background;
        var begin = _committer.Roll();
        begin.AcknowledgedThrough = AcknowledgedThrough;
        begin.Epoch = Epoch;
        begin.Starts.Add(_starts.All);
        var state = _state.Capture();
        _background = Task.Run(async () =>
        {
            await previous;
            InBackground(() =>
            {
                CheckpointWriter.Write(_disk, _folder, _ring, begin, state);
                Volatile.Write(ref _checkpointFile, begin.JournalFile);
                RemoveUnneeded();
                _files.PrepareSpare();
            });
        });
    }

    // The journal goes on without: the next checkpoint is tried after as much journal again, and a file is made when it is needed.
    private void InBackground(Action upkeep)
    {
        try
        {
            upkeep();
        }
        catch (IOException e)
        {
            LogUpkeepFailed(e);
        }
    }

    private void RemoveUnneeded() => _files.RemoveBefore(Volatile.Read(ref _checkpointFile), Volatile.Read(ref _acknowledgedWritten));

    private void WriteAcknowledgement()
    {
        var through = AcknowledgedThrough;
        if (through == Volatile.Read(ref _acknowledgedWritten) && !_rewound)
        {
            return;
        }

        _rewound = false;

        var request = new CommitRequest { Record = new JournalRecord { Acknowledged = new EventsAcknowledged { Through = through } } };
        try
        {
            _queue.Enqueue(request);
        }
        catch (Exception e) when (e is SpoolFaultedException or ObjectDisposedException)
        {
            return; // not written: the next start sends some events again
        }

        _ = request.Done.ContinueWith(
            _ =>
            {
                Volatile.Write(ref _acknowledgedWritten, Math.Min(through, AcknowledgedThrough));
                _starts.Confirm();
                InBackground(RemoveUnneeded);
            },
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnRanToCompletion,
            TaskScheduler.Default);
    }

    [LoggerMessage(3122, LogLevel.Warning, "The server has this agent's events up to {Through} only, though it acknowledged more: its database was restored from a backup. They are sent again up to {Last}")]
    private partial void LogRewound(ulong through, ulong last);

    [LoggerMessage(3121, LogLevel.Error, "The journal's upkeep (checkpoint, spare file) failed; facts are still written, and the next start reads more journal.")]
    private partial void LogUpkeepFailed(Exception error);
}
