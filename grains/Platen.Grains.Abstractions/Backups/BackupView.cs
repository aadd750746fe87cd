using System.Collections.Immutable;
using Platen.Domain.Backups;

namespace Platen.Grains.Abstractions.Backups;

/// <summary>How the backups stand.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.backups.backup-view")]
public sealed record BackupView
{
    /// <summary>Whether the server makes backups at all.</summary>
    [Id(0)]
    public bool IsOn { get; init; }

    /// <summary>Whether its keys are backed up, too.</summary>
    [Id(1)]
    public bool WithKeys { get; init; }

    /// <summary>Since when one is under way; null: none is, as far as this server knows.</summary>
    [Id(2)]
    public DateTimeOffset? RunningSince { get; init; }

    /// <summary>When the next one is planned; null: none is.</summary>
    [Id(3)]
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>The last attempt.</summary>
    [Id(4)]
    public BackupMemory Memory { get; init; } = new();

    /// <summary>The files, newest first; 1,000 at most.</summary>
    [Id(5)]
    public ImmutableArray<BackupInfo> Files { get; init; } = [];

    /// <summary>Why the folder could not be read; empty: it was.</summary>
    [Id(6)]
    public string FolderFault { get; init; } = "";

    /// <summary>How long backups are kept.</summary>
    [Id(7)]
    public TimeSpan Keep { get; init; }

    /// <summary>The newest backup of the database that can be read; null: there is none.</summary>
    public BackupInfo? Newest => Files.FirstOrDefault(file => file is { Kind: BackupKind.Database, Readable: true });
}
