using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Platen.Domain.Ports;
using Platen.Store.Connections;
using Platen.Store.Hosting;
using Platen.Store.Standby;

namespace Platen.Store.Commits;

/// <summary>
/// Puts what waits while the connection is busy into one transaction: one round trip and one flush to disk for all, because a tenant's commits are serial anyway (they share its lock).
/// When a joint transaction faults, each commit runs alone, so one poisoned commit never fails the others.
/// </summary>
internal sealed partial class CommitCombiner : IAsyncDisposable
{
    private const int BytesPerTransactionMax = 8 * 1024 * 1024;
    private const int YieldsMax = 32;

    private readonly Channel<PendingCommit> _waiting;
    private readonly CommitSession _session;
    private readonly StoreDatabase _database;
    private readonly ServerEpoch _epoch;
    private readonly StoreOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<CommitCombiner> _log;
    private readonly Lazy<Task> _loop;
    private volatile bool _disposed;

    public CommitCombiner(StoreDatabase database, ServerEpoch epoch, IOptions<StoreOptions> options, TimeProvider time, ILogger<CommitCombiner> log)
    {
        (_database, _epoch, _options, _time, _log) = (database, epoch, options.Value, time, log);
        _session = new CommitSession(database, epoch, time);
        _waiting = Channel.CreateBounded<PendingCommit>(new BoundedChannelOptions(_options.CommitsWaitingMax) { SingleReader = true });
        _loop = new Lazy<Task>(() => Task.Run(RunAsync));
    }

    /// <summary>Hands a commit over and waits for its outcome.</summary>
    public async Task<CommitResult> CommitAsync(byte[] payload, ImmutableArray<string> releases, bool hasKey, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _ = _loop.Value;
        var pending = new PendingCommit(payload, releases, hasKey, _time.GetUtcNow() + _options.RetryFor, cancellationToken);
        await _waiting.Writer.WriteAsync(pending, cancellationToken);
        return await pending.Outcome.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        _waiting.Writer.TryComplete();
        if (_loop.IsValueCreated)
        {
            // what is under way or waiting still gets its outcome, within the bounded attempts
            await _loop.Value;
        }

        await _session.DisposeAsync();
    }

    private async Task RunAsync()
    {
        var batch = new List<PendingCommit>(_options.CommitsPerTransactionMax);
        PendingCommit? next = null;
        while (next is not null || await _waiting.Reader.WaitToReadAsync())
        {
            await LetReturnAsync(batch.Count);
            next = Fill(batch, next);
            try
            {
                await CommitBatchAsync(batch);
            }
            catch (Exception fault)
            {
                // whatever happens, the callers hear of it and the loop goes on
                LogLoopFault(fault);
                batch.ForEach(c => c.Fail(fault));
                await _session.DropAsync();
            }
        }
    }

    /// <summary>
    /// Lets the callers that were just answered come back with their next commit; else the first of them would get a transaction, and a flush to disk, of its own. No time is
    /// waited: only what is ready to run runs first, and a lone caller is never held up.
    /// </summary>
    private async Task LetReturnAsync(int answered)
    {
        for (var yields = 0; yields < YieldsMax && _waiting.Reader.Count < answered; yields++)
        {
            await Task.Yield();
        }
    }

    /// <summary>Takes what waits, within the limits; returns the one that did not fit.</summary>
    private PendingCommit? Fill(List<PendingCommit> batch, PendingCommit? first)
    {
        batch.Clear();
        var bytes = 0;
        var next = first;
        while (next is not null || _waiting.Reader.TryRead(out next))
        {
            if (batch.Count == _options.CommitsPerTransactionMax || (batch.Count > 0 && bytes + next.Payload.Length > BytesPerTransactionMax))
            {
                return next;
            }

            bytes += next.Payload.Length;
            batch.Add(next);
            next = null;
        }

        return null;
    }

    private async Task CommitBatchAsync(List<PendingCommit> batch)
    {
        for (var attempt = 0; ; attempt++)
        {
            batch.RemoveAll(DropIfAbandoned);
            if (batch.Count == 0 || await TryCommitAsync(batch))
            {
                return;
            }

            batch.RemoveAll(DropIfOver);
            if (batch.Count == 0)
            {
                return;
            }

            await Task.Delay(Backoff.Next(attempt), _time, CancellationToken.None);
        }
    }

    /// <summary>One attempt with all; false when the database was away and what is left in the batch may be tried again.</summary>
    private async Task<bool> TryCommitAsync(List<PendingCommit> batch)
    {
        try
        {
            await _session.ConnectAsync(CancellationToken.None);
        }
        catch (PostgresException fault) when (ServerEpoch.IsLoss(fault))
        {
            FailTakenOver(batch, fault);
            return true;
        }
        catch (Exception fault) when (TransientFault.Is(fault))
        {
            _database.NoteFault(fault);
            await _session.DropAsync();
            return false;
        }

        try
        {
            await SendAsync(batch);
            return true;
        }
        catch (PostgresException fault) when (ServerEpoch.IsLoss(fault))
        {
            FailTakenOver(batch, fault);
            return true;
        }
        catch (PostgresException fault) when (!TransientFault.Is(fault))
        {
            await CommitOneByOneAsync(batch, fault);
            return true;
        }
        catch (Exception fault) when (TransientFault.Is(fault))
        {
            await OnLostAsync(batch, fault);
            return false;
        }
    }

    private void FailTakenOver(List<PendingCommit> batch, PostgresException fault)
    {
        _epoch.Lose(fault.MessageText);
        batch.ForEach(commit => commit.Fail(StoreDatabase.TakenOver(fault)));
    }

    private async Task SendAsync(List<PendingCommit> batch)
    {
        var outcomes = await _session.RunAsync(batch, CancellationToken.None);
        for (var i = 0; i < batch.Count; i++)
        {
            outcomes[i].Tell(batch[i]);
        }
    }

    /// <summary>The plain path, after a joint transaction was rolled back for a fault in one of them.</summary>
    private async Task CommitOneByOneAsync(List<PendingCommit> batch, PostgresException fault)
    {
        if (batch.Count == 1)
        {
            CommitFault.Tell(batch[0], fault);
            return;
        }

        LogSplit(batch.Count, fault.SqlState, fault.MessageText);
        foreach (var commit in batch)
        {
            await CommitBatchAsync([commit]);
        }
    }

    /// <summary>The connection went away while a transaction was under way: it is in the database, or not.</summary>
    private async Task OnLostAsync(List<PendingCommit> batch, Exception fault)
    {
        _database.NoteFault(fault);
        await _session.DropAsync();
        foreach (var commit in batch)
        {
            commit.InDoubt |= !TransientFault.IsRollback(fault);
        }

        foreach (var commit in batch.Where(c => c is { InDoubt: true, HasKey: false }))
        {
            commit.Fail(new RecordStoreUnavailableException("The connection to the database was lost during a commit that has neither an event nor a release to be known by. Read the rows to learn whether it is written.", outcomeUnknown: true, fault));
        }

        batch.RemoveAll(c => c.Outcome.IsCompleted);
    }

    private static bool DropIfAbandoned(PendingCommit commit)
    {
        if (commit.Abandoned)
        {
            commit.Cancel();
        }

        return commit.Abandoned;
    }

    private bool DropIfOver(PendingCommit commit)
    {
        var over = _time.GetUtcNow() >= commit.GiveUpAt;
        if (over)
        {
            commit.Fail(_database.Unavailable(commit.InDoubt));
        }

        return over;
    }

    [LoggerMessage(1201, LogLevel.Warning, "A transaction of {Count} commits was rolled back ({SqlState} {Message}); each is now committed alone")]
    private partial void LogSplit(int count, string sqlState, string message);

    [LoggerMessage(1202, LogLevel.Error, "The commit loop met a fault that it does not know; the callers were told")]
    private partial void LogLoopFault(Exception fault);
}
