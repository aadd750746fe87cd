using System.Collections.Immutable;
using Platen.Domain.Tenants;

namespace Platen.Domain.Directories;

/// <summary>One run of a directory's synchronisation, with its result.</summary>
public sealed record DirectoryRun
{
    /// <summary>Rows that are kept of a result; the counts count all.</summary>
    public const int RowsMax = 500;

    /// <summary>Whose it is (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Its id; later runs sort behind earlier ones.</summary>
    public required string Id { get; init; }

    /// <summary>The directory.</summary>
    public required DirectoryId Directory { get; init; }

    /// <summary>What it does.</summary>
    public required DirectoryRunKind Kind { get; init; }

    /// <summary>How it stands.</summary>
    public required DirectoryRunState State { get; init; }

    /// <summary>Who began it, as in the audit log.</summary>
    public required string By { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null: it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How much of what.</summary>
    public DirectoryCounts Counts { get; init; } = new();

    /// <summary>The first rows of the result.</summary>
    public ImmutableArray<DirectoryRow> Rows { get; init; } = [];

    /// <summary>Why it stopped, or failed; empty when all went well.</summary>
    public string Message { get; init; } = "";

    /// <summary>Grows by one with each change; the compare-and-swap guard.</summary>
    public long Version { get; init; }
}
