using System.Collections.Immutable;
using Platen.Domain.Codebooks;

namespace Platen.Grains.Abstractions.Codebooks;

/// <summary>Adds or changes codes of a codebook, all or none; those that are not named stay. <see cref="CodebookRules.CodesAtOnce"/> at most.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.codebooks.put-codes")]
public sealed record PutCodes
{
    /// <summary>The codebook.</summary>
    [Id(0)]
    public required CodebookId Codebook { get; init; }

    /// <summary>The codes.</summary>
    [Id(1)]
    public required ImmutableArray<PutCode> Codes { get; init; }
}
