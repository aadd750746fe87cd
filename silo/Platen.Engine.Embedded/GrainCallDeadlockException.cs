using Orleans.Runtime;
using Platen.Engine.Embedded.Requests;

namespace Platen.Engine.Embedded;

/// <summary>
/// A call could never have run: the grain that it calls waits, at the other end of the chain of calls, for this very call.
/// Orleans lets such calls hang until their time-out. Let the grain answer before it calls back, mark the inner method
/// <c>[AlwaysInterleave]</c> or the class <c>[Reentrant]</c>, or mark methods that nobody awaits <c>[OneWay]</c>.
/// </summary>
public sealed class GrainCallDeadlockException : OrleansException
{
    private const int CallsShownMax = 32;

    internal GrainCallDeadlockException(string message)
        : base(message)
    {
    }

    internal static GrainCallDeadlockException For(GrainRequest refused, GrainRequest blocked)
    {
        var calls = new List<string> { Describe(refused) };
        for (var caller = refused.Parent; caller is not null && calls.Count < CallsShownMax; caller = caller.Parent)
        {
            calls.Add(Describe(caller));
            if (ReferenceEquals(caller, blocked))
            {
                break;
            }
        }

        calls.Reverse();
        return new GrainCallDeadlockException(
            $"Deadlock: {string.Join(" -> ", calls)}: the last call waits for the first, which waits for the last. "
            + "Answer before calling back, mark the called method [AlwaysInterleave] or the grain class [Reentrant], or mark methods that nobody awaits [OneWay].");
    }

    private static string Describe(GrainRequest request) => $"{request.Target.Name} ({request.Method.Name})";
}
