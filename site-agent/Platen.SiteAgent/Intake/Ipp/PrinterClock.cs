namespace Platen.SiteAgent.Intake.Ipp;

/// <summary>The printers' clock: <c>printer-up-time</c> and what is told by it, in seconds since the agent started, never 0 (RFC 8011, 5.4.29).</summary>
internal sealed class PrinterClock(TimeProvider time)
{
    /// <summary>When the agent started, a second early, so that its first second is 1.</summary>
    public DateTimeOffset StartedAt { get; } = time.GetUtcNow().AddSeconds(-1);

    public DateTimeOffset Now => time.GetUtcNow();

    public int UpTime => UpTimeAt(Now);

    /// <summary>A moment by this clock; what was before the start is told as its first second.</summary>
    public int UpTimeAt(DateTimeOffset moment) => (int)Math.Clamp((moment - StartedAt).TotalSeconds, 1, int.MaxValue);
}
