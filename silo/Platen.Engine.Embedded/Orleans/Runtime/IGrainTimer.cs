namespace Orleans.Runtime;

/// <summary>A timer of a grain. Disposing it cancels the token of a running callback and prevents further ones.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Changes when the timer ticks. During a callback it takes effect when that has ended.</summary>
    /// <param name="dueTime">Time to the next tick; zero for at once, infinite for never.</param>
    /// <param name="period">Time from the end of a callback to the next tick; infinite for a single tick.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative and not infinite, or more than 49 days.</exception>
    void Change(TimeSpan dueTime, TimeSpan period);
}
