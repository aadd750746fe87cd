namespace Platen.Engine.Embedded.Turns;

/// <summary>Timers whose callbacks belong to no caller: nothing of the creating code's execution context flows into them.</summary>
internal static class DetachedTimer
{
    public static ITimer Create(TimeProvider time, TimerCallback callback, object state, TimeSpan period)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return time.CreateTimer(callback, state, period, period);
        }

        using (ExecutionContext.SuppressFlow())
        {
            return time.CreateTimer(callback, state, period, period);
        }
    }
}
