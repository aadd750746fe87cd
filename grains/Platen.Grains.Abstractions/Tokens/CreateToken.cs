using System.Collections.Immutable;
using Platen.Domain.Roles;

namespace Platen.Grains.Abstractions.Tokens;

/// <summary>Makes a personal token.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.tokens.create-token")]
public sealed record CreateToken
{
    /// <summary>Which program has it, for people.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>The rights to which it is narrowed; each of them the actor holds.</summary>
    [Id(1)]
    public ImmutableArray<Right> Scopes { get; init; } = [];

    /// <summary>How long it works: 1 hour to 366 days.</summary>
    [Id(2)]
    public required TimeSpan Life { get; init; }
}
