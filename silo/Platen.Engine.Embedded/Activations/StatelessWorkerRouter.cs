using System.Collections.Concurrent;
using Platen.Engine.Embedded.Requests;

namespace Platen.Engine.Embedded.Activations;

/// <summary>A pool of activations per key.</summary>
internal sealed class StatelessWorkerRouter(GrainClass grainClass) : ActivationRouter
{
    private readonly ConcurrentDictionary<string, StatelessWorkerPool> _pools = new(StringComparer.Ordinal);

    public override IEnumerable<Activation> Activations => _pools.SelectMany(static entry => entry.Value.Snapshot());

    public override RequestTarget? Send(string key, GrainRequest request)
    {
        while (true)
        {
            var pool = _pools.GetOrAdd(key, static (key, self) => new StatelessWorkerPool(self.NewWorker, key, self.MaxWorkers), this);
            if (pool.TrySend(request))
            {
                return null;
            }

            _pools.TryRemove(KeyValuePair.Create(key, pool));
        }
    }

    public override void Resend(string key, GrainRequest request) => grainClass.Engine.Resend(this, key, request);

    public override void Remove(Activation activation)
    {
        if (_pools.TryGetValue(activation.Key, out var pool) && pool.RemoveLast(activation))
        {
            _pools.TryRemove(KeyValuePair.Create(activation.Key, pool));
        }
    }

    private int MaxWorkers => grainClass.MaxWorkers;

    private Activation NewWorker(string key) => new(grainClass, key, this);
}
