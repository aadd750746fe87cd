using System.Diagnostics.Metrics;

namespace Platen.Engine.Embedded;

/// <summary>Metrics of the engine, meter <c>Platen.Engine</c>: what its limits refused.</summary>
internal static class EngineInstruments
{
    private static readonly Meter Meter = new("Platen.Engine");
    private static readonly Counter<long> Refused = Meter.CreateCounter<long>("platen.engine.calls.refused", description: "Calls refused at a limit, by limit.");
    private static readonly Counter<long> TimedOut = Meter.CreateCounter<long>("platen.engine.calls.timed_out", description: "Calls whose callers waited too long.");
    private static readonly Counter<long> Deadlocks = Meter.CreateCounter<long>("platen.engine.calls.deadlocked", description: "Calls refused because they led back to a waiting grain.");

    public static void OnCallRefused(string limit) => Refused.Add(1, KeyValuePair.Create<string, object?>("limit", limit));

    public static void OnCallTimedOut() => TimedOut.Add(1);

    public static void OnDeadlock() => Deadlocks.Add(1);
}
