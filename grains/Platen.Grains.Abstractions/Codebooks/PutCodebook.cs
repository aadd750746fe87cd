using Platen.Domain.Codebooks;

namespace Platen.Grains.Abstractions.Codebooks;

/// <summary>Adds a codebook, or changes one.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.codebooks.put-codebook")]
public sealed record PutCodebook
{
    /// <summary>Its id.</summary>
    [Id(0)]
    public required CodebookId Codebook { get; init; }

    /// <summary>Whether it must not be there yet.</summary>
    [Id(1)]
    public bool IsNew { get; init; }

    /// <summary>The name for people.</summary>
    [Id(2)]
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    [Id(3)]
    public string Description { get; init; } = "";

    /// <summary>The codebook above; null: none.</summary>
    [Id(4)]
    public CodebookId? Parent { get; init; }

    /// <summary>Who may use it; null: what the codebook above says.</summary>
    [Id(5)]
    public CodeAccess? Access { get; init; }

    /// <summary>False: it is given up.</summary>
    [Id(6)]
    public bool Active { get; init; } = true;
}
