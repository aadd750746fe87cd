using Platen.Domain.Tenants;

namespace Platen.Domain.Directories;

/// <summary>How far a directory is followed.</summary>
public sealed record DirectoryState
{
    /// <summary>Whose it is (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The directory.</summary>
    public required DirectoryId Directory { get; init; }

    /// <summary>Up to where changes are known: a time, or a server's name and its number; empty: nothing was read yet.</summary>
    public string Mark { get; init; } = "";

    /// <summary>When the last run that changes something ended well.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>When the last full one did.</summary>
    public DateTimeOffset? LastFullAt { get; init; }

    /// <summary>When a run was last begun, by the clock: a failing one is not tried each minute.</summary>
    public DateTimeOffset? TriedAt { get; init; }

    /// <summary>The newest run's id; empty: none.</summary>
    public string LastRun { get; init; } = "";

    /// <summary>Grows by one with each change; the compare-and-swap guard. 0: not recorded yet.</summary>
    public long Version { get; init; }
}
