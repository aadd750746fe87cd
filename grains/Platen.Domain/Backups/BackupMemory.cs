namespace Platen.Domain.Backups;

/// <summary>What is remembered of backups over restarts, and by all servers.</summary>
public sealed record BackupMemory
{
    /// <summary>When one was last tried; null: never.</summary>
    public DateTimeOffset? TriedAt { get; init; }

    /// <summary>How that ended.</summary>
    public BackupCode Code { get; init; }

    /// <summary>Why it was not made; empty: it was.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Attempts that failed since the last one that did not.</summary>
    public int Failures { get; init; }

    /// <summary>Since when the alarm stands that the last good backup is too old; null: it does not.</summary>
    public DateTimeOffset? LateSince { get; init; }
}
