using Platen.SiteAgent.Telemetry;

namespace Platen.SiteAgent.Journal;

/// <summary>What waits for the next group commit. Whatever gathers while one commit syncs goes into the next one together.</summary>
internal sealed class CommitQueue(int recordsMax, int bytesMax)
{
    /// <summary>How many may wait. Each has a caller that awaits it, so this is only reached when something is badly wrong.</summary>
    public const int WaitingMax = 65_536;

    private readonly object _gate = new();
    private readonly Queue<CommitRequest> _waiting = new();
    private Exception? _closed;

    /// <exception cref="Exception">The queue is closed: the reason it was closed for.</exception>
    public void Enqueue(CommitRequest request)
    {
        lock (_gate)
        {
            if (_closed is not null)
            {
                throw _closed;
            }

            if (_waiting.Count >= WaitingMax)
            {
                AgentInstruments.OnLimit(LimitNames.Commits);
                throw new InvalidOperationException($"More than {WaitingMax} records wait for the journal; the disk does not keep up.");
            }

            _waiting.Enqueue(request);
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Waits for requests and takes as many as one commit may hold; false when the queue is closed and empty.</summary>
    public bool Take(List<CommitRequest> batch)
    {
        lock (_gate)
        {
            while (_waiting.Count == 0)
            {
                if (_closed is not null)
                {
                    return false;
                }

                Monitor.Wait(_gate);
            }

            var bytes = 0;
            while (batch.Count < recordsMax && _waiting.TryPeek(out var next) && (batch.Count == 0 || bytes + next.Size <= bytesMax))
            {
                bytes += next.Size;
                batch.Add(_waiting.Dequeue());
            }

            return true;
        }
    }

    /// <summary>Takes nothing more in; what waits is still taken out.</summary>
    public void Close(Exception reason)
    {
        lock (_gate)
        {
            _closed ??= reason;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Fails everything that waits.</summary>
    public void FailAll(Exception reason)
    {
        lock (_gate)
        {
            while (_waiting.TryDequeue(out var request))
            {
                request.Fail(reason);
            }
        }
    }
}
