using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Platen.Contracts.AgentLink;
using Platen.Contracts.AgentLink.V1;
using Platen.Rpc;
using Platen.Rpc.Client;
using Platen.SiteAgent.Audit;
using Platen.SiteAgent.Intake.Raw;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Spool.Alarms;
using Platen.SiteAgent.Uplink.Transfer;

namespace Platen.SiteAgent.Uplink;

/// <summary>One life of the link: facts go up in order until acknowledged, changes and commands come down. Whatever ends it, the next session takes up where the cluster says it is.</summary>
internal sealed partial class LinkSession : IAsyncDisposable
{
    private const int EventsInFlightMax = 2_000;
    private const int EventsPerBatchMax = 512;
    private static readonly TimeSpan HelloLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan AuditTellEvery = TimeSpan.FromMinutes(5);

    private readonly RpcBidiCall<AgentMessage, ClusterMessage> _call;
    private readonly IAgentJournal _journal;
    private readonly IReplica _replica;
    private readonly IHeldJobs _jobs;
    private readonly SpoolSpace _space;
    private readonly SpoolAlarms _alarms;
    private readonly ListeningFaults _listening;
    private readonly TransferKeys _transferKeys;
    private readonly CommandRunner _commands;
    private readonly DocumentSender _sender;
    private readonly DocumentFetch _fetch;
    private readonly LinkState _state;
    private readonly GatewayAddresses _gateways;
    private readonly AgentEndpoints _endpoints;
    private readonly AuditHeadKeeper _auditHeads;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ConcurrentQueue<(ulong Sequence, Timestamp At)> _sent = new();
    private readonly SemaphoreSlim _acknowledged = new(0);
    private long _lastHeard;
    private bool _packsIds;
    private long _auditToldAt;
    private long _auditTold = -1;

    public LinkSession(
        RpcChannel channel, IAgentJournal journal, IReplica replica, IHeldJobs jobs, SpoolSpace space, SpoolAlarms alarms, ListeningFaults listening, TransferKeys transferKeys, CommandRunner commands, DocumentSender sender, DocumentFetch fetch, LinkState state, GatewayAddresses gateways, AgentEndpoints endpoints, AuditHeadKeeper auditHeads, TimeProvider time, ILogger logger)
    {
        (_journal, _replica, _jobs, _space, _alarms, _listening, _transferKeys, _commands, _sender, _fetch, _state, _gateways, _endpoints, _auditHeads, _time, _logger) = (journal, replica, jobs, space, alarms, listening, transferKeys, commands, sender, fetch, state, gateways, endpoints, auditHeads, time, logger);
        _call = channel.OpenBidi(AgentLinkMethods.Link);
        _lastHeard = time.GetTimestamp();
    }

    /// <summary>Runs until the server ends the call, it breaks, or the token fires.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await GreetAsync(ending.Token);
        Task[] parts = [ReadAsync(ending.Token), SendEventsAsync(ending.Token), BeatAsync(ending.Token)];
        var first = await Task.WhenAny(parts);
        await ending.CancelAsync();
        await Task.WhenAll(parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
    }

    public async ValueTask DisposeAsync()
    {
        await _call.DisposeAsync();
        _writing.Dispose();
        _acknowledged.Dispose();
    }

    private async Task GreetAsync(CancellationToken cancellationToken)
    {
        // a broken link may have left half a snapshot; this link's batches must not be joined to it
        await (_replica is IStagedSnapshot staged ? staged.AbandonAsync(cancellationToken) : ValueTask.CompletedTask);
        var hello = new AgentHello
        {
            AgentVersion = Enrolment.Version,
            ChangeCursor = _replica.Cursor,
            Clock = Now(),
            TransferPublicKey = ByteString.CopyFrom(_transferKeys.PublicKey.Span),
            Epoch = _journal.Epoch,
            JournalLastSeq = _journal.LastSequence,
            EventsAcknowledged = _journal.AcknowledgedThrough,
            JournalFirstSeq = _journal.OldestKept,
        };
        hello.Starts.Add(_journal.Starts.Select(start => new AgentStart { Id = start.StartId, FirstSeq = start.FirstSeq }));
        foreach (var (name, uri) in _endpoints.Get())
        {
            hello.Endpoints.Add(name, uri);
        }

        await WriteAsync(new AgentMessage { Hello = hello }, cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = _time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), limit, HelloLimit, Timeout.InfiniteTimeSpan);
        var answer = await _call.ReadAsync(limit.Token);
        if (answer?.BodyCase != ClusterMessage.BodyOneofCase.Hello)
        {
            throw new RpcException(RpcStatusCode.FailedPrecondition, "The server did not begin with its greeting: is it a Platen server of this version?");
        }

        Acknowledge(answer.Hello.EventsAcknowledged);
        _journal.Rewind(answer.Hello.EventsAcknowledged);
        _state.Heard();
        _gateways.Learn(answer.Hello.Gateways);
        _packsIds = answer.Hello.ReadsPackedIds;
        LogConnected(answer.Hello.ServerVersion, answer.Hello.EventsAcknowledged, _journal.LastSequence);
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        while (await _call.ReadAsync(cancellationToken) is { } message)
        {
            Volatile.Write(ref _lastHeard, _time.GetTimestamp());
            _state.Heard();
            await TakeAsync(message, cancellationToken);
        }
    }

    private async Task TakeAsync(ClusterMessage message, CancellationToken cancellationToken)
    {
        switch (message.BodyCase)
        {
            case ClusterMessage.BodyOneofCase.EventsAcknowledged:
                Acknowledge(message.EventsAcknowledged);
                break;
            case ClusterMessage.BodyOneofCase.Changes:
                await _replica.ApplyAsync(message.Changes, cancellationToken);
                await WriteAsync(new AgentMessage { ChangesApplied = _replica.Cursor }, cancellationToken);
                break;
            case ClusterMessage.BodyOneofCase.Command when message.Command.BodyCase == Command.BodyOneofCase.TransferWanted:
                _sender.Take(message.Command.TransferWanted); // no outbox keeps it: its answer is the transfer itself
                break;
            case ClusterMessage.BodyOneofCase.Command:
                _commands.Take(message.Command);
                break;
            case ClusterMessage.BodyOneofCase.Heartbeat:
                _auditHeads.Take(message.Heartbeat.AuditHeads);
                break;
            default: // a word of a newer server
                break;
        }
    }

    private void Acknowledge(ulong through)
    {
        if (through > _journal.LastSequence)
        {
            throw new RpcException(
                RpcStatusCode.DataLoss,
                $"The cluster has this agent's events up to {through}, but its journal ends at {_journal.LastSequence}: the disk was restored from an older backup. Stop the agent, set its data folder aside, and enrol a new agent under another name with an empty one; the jobs in the old folder can only be printed again from the workstations.");
        }

        _journal.Acknowledge(through);
        if (_acknowledged.CurrentCount == 0)
        {
            _acknowledged.Release();
        }
    }

    private async Task SendEventsAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var facts = _journal.ReadFromAsync(_journal.AcknowledgedThrough + 1, ending.Token).GetAsyncEnumerator(ending.Token);
        var next = facts.MoveNextAsync().AsTask();
        try
        {
            var batch = new EventBatch();
            while (await next)
            {
                batch.Events.Add(_packsIds ? PackedIds.Pack(facts.Current) : facts.Current);
                _sent.Enqueue((facts.Current.Seq, facts.Current.At));
                next = facts.MoveNextAsync().AsTask();
                if (!next.IsCompleted || batch.Events.Count >= EventsPerBatchMax)
                {
                    await WaitForRoomAsync(batch.Events[^1].Seq, cancellationToken);
                    await WriteAsync(new AgentMessage { Events = batch }, cancellationToken);
                    batch = new EventBatch();
                }
            }
        }
        finally
        {
            // an enumerator must not be disposed of while it moves
            await ending.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WaitForRoomAsync(ulong sequence, CancellationToken cancellationToken)
    {
        while (sequence > _journal.AcknowledgedThrough + EventsInFlightMax)
        {
            await _acknowledged.WaitAsync(cancellationToken);
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(HeartbeatEvery, _time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (_time.GetElapsedTime(Volatile.Read(ref _lastHeard)) > SilenceMax)
            {
                throw new RpcException(RpcStatusCode.Unavailable, $"The server has been silent for {SilenceMax.TotalSeconds:0} s.");
            }

            var beat = new Heartbeat { Clock = Now(), HeldJobs = _jobs.Count, SpoolBytes = _space.Used, SpoolFreeBytes = _space.Free, JournalLastSeq = _journal.LastSequence };
            (beat.ChangesApplied, beat.WaitingSince, beat.DocumentsSending, beat.DocumentsFetching) = (_replica.Cursor, WaitingSince(), _sender.Sending, _fetch.Fetching);
            beat.ListeningFaults.Add(_listening.All);
            AddAuditHeads(beat);
            if (_alarms.Worst is { Word.Length: > 0 } alarm)
            {
                (beat.SpoolAlarm, beat.SpoolAlarmMeasure, beat.SpoolAlarmPercent) = (alarm.Word, alarm.Measure, alarm.Percent);
            }

            await WriteAsync(new AgentMessage { Heartbeat = beat }, cancellationToken);
        }
    }

    // At the link's first heartbeat, whenever there are new ones, and now and then: another server may have to learn them.
    private void AddAuditHeads(Heartbeat beat)
    {
        if (_auditTold != _auditHeads.Version || _time.GetElapsedTime(_auditToldAt) > AuditTellEvery)
        {
            (_auditTold, _auditToldAt) = (_auditHeads.Version, _time.GetTimestamp());
            beat.AuditHeads.Add(_auditHeads.Told());
        }
    }

    // What was read from the journal is acknowledged in its order; the first that is not has waited longest.
    private Timestamp? WaitingSince()
    {
        while (_sent.TryPeek(out var first) && first.Sequence <= _journal.AcknowledgedThrough)
        {
            _sent.TryDequeue(out _);
        }

        return _sent.TryPeek(out var oldest) ? oldest.At : null;
    }

    private async Task WriteAsync(AgentMessage message, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await _call.WriteAsync(message, cancellationToken: cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    private Timestamp Now() => Timestamp.FromDateTimeOffset(_time.GetUtcNow());

    [LoggerMessage(2110, LogLevel.Information, "Linked to a server of version {Version}; it has the events up to {Acknowledged} of {Last}")]
    private partial void LogConnected(string version, ulong acknowledged, ulong last);
}
