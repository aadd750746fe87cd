using Platen.Engine.Embedded.Requests;

namespace Platen.Engine.Embedded.Activations;

/// <summary>The workers of one key. A request goes to an idle worker, else to a new one, else to the least loaded that is not waiting for it.</summary>
internal sealed class StatelessWorkerPool(Func<string, Activation> create, string key, int maxWorkers)
{
    private readonly Lock _gate = new();
    private readonly List<Activation> _workers = [];
    private bool _closed;

    public IReadOnlyList<Activation> Snapshot()
    {
        lock (_gate)
        {
            return [.. _workers];
        }
    }

    /// <returns>False when the pool has been closed: make a new one.</returns>
    public bool TrySend(GrainRequest request)
    {
        while (Choose(request) is { } worker)
        {
            var received = worker.TryReceive(request);
            worker.Arrived();
            if (received)
            {
                return true;
            }

            RemoveLast(worker);
        }

        return false;
    }

    /// <returns>Whether that was the last, and the pool is closed now.</returns>
    public bool RemoveLast(Activation worker)
    {
        lock (_gate)
        {
            _closed |= _workers.Remove(worker) && _workers.Count == 0;
            return _closed;
        }
    }

    private Activation? Choose(GrainRequest request)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return null;
            }

            var best = Best(request);
            if ((best is null || best.Load > 0) && _workers.Count < maxWorkers)
            {
                best = create(key);
                _workers.Add(best);
            }

            // all workers wait for this request: any of them reports the deadlock
            best ??= _workers[0];
            best.Announce();
            return best;
        }
    }

    private Activation? Best(GrainRequest request)
    {
        Activation? best = null;
        foreach (var worker in _workers)
        {
            if (worker.Load == 0)
            {
                return worker;
            }

            if ((best is null || worker.Load < best.Load) && !worker.HasCaller(request))
            {
                best = worker;
            }
        }

        return best;
    }
}
