using System.Globalization;
using Orleans.Runtime;
using Platen.Engine.Embedded.Turns;

namespace Platen.Engine.Embedded.Requests;

/// <summary>All calls whose callers wait; ends those that wait too long. One list per processor, so that calls seldom meet at a lock.</summary>
internal sealed class PendingCalls : IDisposable
{
    /// <summary>How late a time-out may come, as a part of the time-out.</summary>
    private const int SweepsPerTimeout = 30;

    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly PendingCallList[] _lists;
    private readonly ITimer _sweep;

    public PendingCalls(TimeProvider time, TimeSpan timeout)
    {
        _time = time;
        _timeout = timeout;
        _lists = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new PendingCallList())];
        _sweep = DetachedTimer.Create(time, static calls => ((PendingCalls)calls!).EndOverdue(), this, timeout / SweepsPerTimeout);
    }

    public void Add(CallRequest call)
    {
        var list = _lists[Environment.CurrentManagedThreadId % _lists.Length];
        call.Pending = new PendingCallNode(call, _time.GetTimestamp(), list);
        list.Append(call.Pending);
    }

    public static void Remove(CallRequest call)
    {
        if (call.Pending is { } node)
        {
            node.List.Remove(node);
        }
    }

    /// <summary>Ends the wait of all callers.</summary>
    /// <param name="reason">What they are told.</param>
    public void EndAll(string reason)
    {
        foreach (var list in _lists)
        {
            while (list.TakeStartedUntil(long.MaxValue) is { } call)
            {
                call.GiveUp(new SiloUnavailableException($"{Describe(call)} had not ended when the grain engine stopped: {reason} Whether it took effect is unknown."));
            }
        }
    }

    public void Dispose() => _sweep.Dispose();

    private static string Describe(CallRequest call) => $"{call.Method.Name} of {call.Target.Name}";

    private void EndOverdue()
    {
        var limit = _time.GetTimestamp() - (long)(_timeout.TotalSeconds * _time.TimestampFrequency);
        foreach (var list in _lists)
        {
            while (list.TakeStartedUntil(limit) is { } call)
            {
                EngineInstruments.OnCallTimedOut();
                call.GiveUp(new TimeoutException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Describe(call)} did not end within {_timeout}. Whether it took effect is unknown. Make the method faster, or raise EmbeddedGrainOptions.CallTimeout.")));
            }
        }
    }
}
