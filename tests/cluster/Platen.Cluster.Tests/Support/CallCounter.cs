using System.Collections.Concurrent;
using Orleans;

namespace Platen.Cluster.Tests.Support;

/// <summary>Counts the calls that a silo answers, by the grain's interface.</summary>
internal sealed class CallCounter : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<string, int> _calls = new(StringComparer.Ordinal);

    /// <summary>The calls of an interface's methods so far.</summary>
    public int Of<TGrain>() => _calls.GetValueOrDefault(typeof(TGrain).Name);

    public Task Invoke(IIncomingGrainCallContext context)
    {
        _calls.AddOrUpdate(context.InterfaceMethod.DeclaringType!.Name, 1, static (_, calls) => calls + 1);
        return context.Invoke();
    }
}
