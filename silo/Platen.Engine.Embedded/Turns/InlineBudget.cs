using System.Runtime.CompilerServices;

namespace Platen.Engine.Embedded.Turns;

/// <summary>Says whether a call may run on its caller's thread: not too deep in the stack, and not so often that the thread never goes back to its pool.</summary>
internal static class InlineBudget
{
    /// <summary>Turns that may be nested in one stack. A longer chain of synchronous calls goes on in the thread pool.</summary>
    public const int DepthMax = 16;

    /// <summary>Inline calls of one thread before one is queued, so that callers in hot loops yield to each other.</summary>
    public const int CallsBeforeYield = 256;

    [ThreadStatic]
    private static int _depth;

    [ThreadStatic]
    private static int _calls;

    public static bool TryTake()
    {
        if (_depth >= DepthMax || ++_calls >= CallsBeforeYield || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            _calls = 0;
            return false;
        }

        _depth++;
        return true;
    }

    public static void Return() => _depth--;
}
