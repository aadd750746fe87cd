using System.Collections.Concurrent;
using Platen.Engine.Embedded.Requests;

namespace Platen.Engine.Embedded.Activations;

/// <summary>One activation per key at any time: a new one appears only after the last has ended and is gone from here.</summary>
internal sealed class SingleActivationRouter(GrainClass grainClass) : ActivationRouter
{
    private readonly ConcurrentDictionary<string, Activation> _activations = new(StringComparer.Ordinal);

    public override IEnumerable<Activation> Activations => _activations.Select(static entry => entry.Value);

    public override RequestTarget? Send(string key, GrainRequest request)
    {
        while (true)
        {
            // several threads may make one; only that in the directory ever gets a request and makes a grain object
            var activation = _activations.GetOrAdd(key, static (key, self) => self.Create(key), this);
            if (activation.TryReceive(request))
            {
                return activation;
            }

            Remove(activation);
        }
    }

    public override void Resend(string key, GrainRequest request) => grainClass.Engine.Resend(this, key, request);

    public override void Remove(Activation activation) => _activations.TryRemove(KeyValuePair.Create(activation.Key, activation));

    private Activation Create(string key) => new(grainClass, key, this);
}
