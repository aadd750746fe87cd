using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Platen.Engine.Embedded.Tests.Support;

/// <summary>Carries an activation out of its grain, which no message could.</summary>
public static class ContextBox
{
    private static readonly ConcurrentDictionary<string, IGrainContext> Contexts = new();

    public static string Put(IGrainContext context)
    {
        var name = Guid.NewGuid().ToString("N");
        Contexts[name] = context;
        return name;
    }

    public static IGrainContext Take(string name) => Contexts.TryRemove(name, out var context) ? context : throw new KeyNotFoundException(name);
}
