namespace Platen.Domain.Directories;

/// <summary>What a run found and did, or would do.</summary>
public sealed record DirectoryCounts
{
    /// <summary>People that were read.</summary>
    public int People { get; init; }

    /// <summary>Groups that were read.</summary>
    public int Groups { get; init; }

    /// <summary>Users added.</summary>
    public int Added { get; init; }

    /// <summary>Users changed.</summary>
    public int Changed { get; init; }

    /// <summary>Users shut out.</summary>
    public int ShutOut { get; init; }

    /// <summary>Users let in again.</summary>
    public int LetIn { get; init; }

    /// <summary>Entries that were not taken over.</summary>
    public int Refused { get; init; }
}
