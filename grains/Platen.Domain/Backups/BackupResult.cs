using System.Collections.Immutable;

namespace Platen.Domain.Backups;

/// <summary>What came of an attempt to make a backup.</summary>
/// <param name="Code">How it ended.</param>
/// <param name="Reason">Why it was not made, and what to do; empty: it was.</param>
public sealed record BackupResult(BackupCode Code, string Reason = "")
{
    /// <summary>The file that was made; null: none.</summary>
    public BackupInfo? Made { get; init; }

    /// <summary>The names of old files that were removed for it.</summary>
    public ImmutableArray<string> Removed { get; init; } = [];

    /// <summary>The SHA-256 of the file that was made, in lower-case hexadecimal.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>How long it took.</summary>
    public TimeSpan Took { get; init; }
}
