using System.Collections.Immutable;

namespace Platen.Grains.Abstractions.Users;

/// <summary>A second factor that was confirmed.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.users.confirm-factor-result")]
public sealed record ConfirmFactorResult
{
    /// <summary>How it ended.</summary>
    [Id(0)]
    public required CommandResult Result { get; init; }

    /// <summary>The recovery codes, shown now and never again; empty when refused.</summary>
    [Id(1)]
    public ImmutableArray<string> Recovery { get; init; } = [];

    /// <summary>Without the codes.</summary>
    public override string ToString() => $"{nameof(ConfirmFactorResult)} {{ {Result.Code} }}";
}
