using System.Collections.Immutable;

namespace Platen.Domain.Backups;

/// <summary>When backups are made and how long they are kept (OP01: twice a day, 7 days).</summary>
public sealed record BackupPlan
{
    /// <summary>The times of day, since midnight, in <see cref="Zone"/>, in order.</summary>
    public ImmutableArray<TimeSpan> Times { get; init; } = [TimeSpan.FromHours(1), TimeSpan.FromHours(13)];

    /// <summary>The time zone of <see cref="Times"/>, such as <c>Europe/Berlin</c>; one that is not known is the machine's.</summary>
    public string Zone { get; init; } = "UTC";

    /// <summary>A run begins up to so much later, always the same for one installation and time, so that many do not begin at once.</summary>
    public TimeSpan JitterMax { get; init; }

    /// <summary>Tells installations apart for <see cref="JitterMax"/>.</summary>
    public string Seed { get; init; } = "";

    /// <summary>When a run that failed is tried again.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How often it is tried again until the next time.</summary>
    public int RetriesMax { get; init; } = 3;

    /// <summary>How old a backup gets.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How many are kept however old they are.</summary>
    public int KeepAtLeast { get; init; } = 2;

    /// <summary>How many are kept at most.</summary>
    public int KeepMax { get; init; } = 60;

    /// <summary>The last good one is older: an alarm.</summary>
    public TimeSpan LateAfter { get; init; } = TimeSpan.FromHours(26);
}
