using Platen.Domain.Directories;

namespace Platen.Grains.Abstractions.Directories;

/// <summary>A directory as it stands.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.directories.directory-view")]
public sealed record DirectoryView
{
    /// <summary>The settings, without the password.</summary>
    [Id(0)]
    public required UserDirectory Directory { get; init; }

    /// <summary>Whether a password is stored.</summary>
    [Id(1)]
    public bool HasPassword { get; init; }

    /// <summary>How far it is followed; null: no run was yet.</summary>
    [Id(2)]
    public DirectoryState? State { get; init; }

    /// <summary>The run under way; null: none.</summary>
    [Id(3)]
    public string? Running { get; init; }

    /// <summary>Users that the run under way has written.</summary>
    [Id(4)]
    public int Written { get; init; }
}
