using System.Collections.Concurrent;

namespace Platen.Engine.Embedded.Tests.Support;

/// <summary>What the test grains did, and gates at which they wait.</summary>
public sealed class Probe
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();
    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly ConcurrentQueue<string> _events = new();

    public IReadOnlyList<string> Events => [.. _events];

    public TaskCompletionSource Gate(string name) => _gates.GetOrAdd(name, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    public void Open(string name) => Gate(name).TrySetResult();

    public void Say(string text)
    {
        _events.Enqueue(text);
        _counts.AddOrUpdate(text, 1, static (_, count) => count + 1);
    }

    public int Count(string text) => _counts.GetValueOrDefault(text);

    public Task SaidAsync(string text, int times = 1) => Wait.UntilAsync(() => Count(text) >= times, $"\"{text}\" {times} times; said so far: {string.Join(", ", Events.Distinct().Take(20))}");
}
