namespace Platen.SiteAgent.Intake.Ipp.Subscriptions;

/// <summary>The events that can be subscribed to (RFC 3995, 5.3.3.4). Some include others: who subscribes to <c>job-state-changed</c> hears of <c>job-completed</c> too.</summary>
internal static class NotifyEvents
{
    public const string None = "none";
    public const string JobCreated = "job-created";
    public const string JobCompleted = "job-completed";
    public const string JobStateChanged = "job-state-changed";
    public const string JobProgress = "job-progress";
    public const string PrinterStateChanged = "printer-state-changed";
    public const string PrinterStopped = "printer-stopped";
    public const string PrinterConfigChanged = "printer-config-changed";

    /// <summary>What a subscription that names no event hears of.</summary>
    public const string Default = JobCompleted;

    public static readonly string[] Supported = [None, JobCompleted, JobCreated, JobProgress, JobStateChanged, PrinterConfigChanged, PrinterStateChanged, PrinterStopped];

    /// <summary>The event whose subscribers hear of this one too; null: there is none.</summary>
    public static string? Including(string kind) => kind switch
    {
        JobCreated or JobCompleted => JobStateChanged,
        PrinterStopped => PrinterStateChanged,
        _ => null,
    };
}
