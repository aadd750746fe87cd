using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>When a grain timer ticks and how its callback runs.</summary>
public readonly struct GrainTimerCreationOptions
{
    /// <summary>Creates options to be initialised.</summary>
    public GrainTimerCreationOptions()
    {
    }

    /// <summary>Creates options.</summary>
    /// <param name="dueTime">Time to the first tick; zero for at once, infinite for never.</param>
    /// <param name="period">Time from the end of a callback to the next tick; infinite for a single tick.</param>
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Time to the first tick; zero for at once, infinite for never.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>Time from the end of a callback to the next tick; infinite for a single tick.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>The callback may interleave with requests at their awaits. Without it, it is a turn like any other call.</summary>
    public bool Interleave { get; init; }

    /// <summary>A tick counts as use, so that the activation does not become idle.</summary>
    public bool KeepAlive { get; init; }
}
