namespace Platen.Engine.Embedded.Tests.Support;

/// <summary>A service with the lifetime of its scope.</summary>
public sealed class ScopedThing(Probe probe) : IDisposable
{
    private static int _made;

    public int Number { get; } = Interlocked.Increment(ref _made);

    public void Dispose() => probe.Say($"disposed {Number}");
}
