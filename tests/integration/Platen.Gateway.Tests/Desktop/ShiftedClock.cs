namespace Platen.Gateway.Tests.Desktop;

/// <summary>The desktop client's own clock: the real one, put forward as a test says; the server's stays.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private const int Faster = 100;

    public TimeSpan Shift { get; set; }

    /// <summary>Pauses of the client are a hundredth as long.</summary>
    public bool IsFast { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(callback, state, IsFast ? dueTime / Faster : dueTime, period);
}
