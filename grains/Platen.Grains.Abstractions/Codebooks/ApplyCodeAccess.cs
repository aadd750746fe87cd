using System.Collections.Immutable;
using Platen.Domain.Codebooks;

namespace Platen.Grains.Abstractions.Codebooks;

/// <summary>Applies a codebook's access to chosen codebooks right below it and to chosen codes of it (AZ07): what these said themselves is dropped, and they follow the codebook from now on.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.codebooks.apply-access")]
public sealed record ApplyCodeAccess
{
    /// <summary>The codebook whose access it is.</summary>
    [Id(0)]
    public required CodebookId Codebook { get; init; }

    /// <summary>Codebooks below it.</summary>
    [Id(1)]
    public ImmutableArray<CodebookId> Codebooks { get; init; } = [];

    /// <summary>Values of codes of it.</summary>
    [Id(2)]
    public ImmutableArray<string> Codes { get; init; } = [];
}
