using Platen.Domain.Codebooks;

namespace Platen.Grains.Abstractions.Codebooks;

/// <summary>Adds a code, or changes one.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.codebooks.put-code")]
public sealed record PutCode
{
    /// <summary>The code itself.</summary>
    [Id(0)]
    public required string Value { get; init; }

    /// <summary>What it means; null: as before.</summary>
    [Id(1)]
    public string? Text { get; init; }

    /// <summary>Who may use it; null: who may use its codebook.</summary>
    [Id(2)]
    public CodeAccess? Access { get; init; }

    /// <summary>False: it is given up; null: as before.</summary>
    [Id(3)]
    public bool? Active { get; init; }

    /// <summary>Whether the code's access stays as before, whatever <see cref="Access"/> says.</summary>
    [Id(4)]
    public bool KeepsAccess { get; init; }
}
