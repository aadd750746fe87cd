using Platen.Domain.Roles;
using System.Collections.Immutable;

namespace Platen.Grains.Abstractions.OAuth;

/// <summary>A program that may act for a user.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.oauth.authorized-program")]
public sealed record AuthorizedProgram
{
    /// <summary>Names the agreement.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>The program's id.</summary>
    [Id(1)]
    public required string Client { get; init; }

    /// <summary>Its name.</summary>
    [Id(2)]
    public required string ClientName { get; init; }

    /// <summary>What it may do.</summary>
    [Id(3)]
    public ImmutableArray<Right> Scopes { get; init; } = [];

    /// <summary>From which address the user agreed.</summary>
    [Id(4)]
    public string Origin { get; init; } = "";

    /// <summary>When.</summary>
    [Id(5)]
    public DateTimeOffset GrantedAt { get; init; }

    /// <summary>When it was used last.</summary>
    [Id(6)]
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>When it ends if it is not used.</summary>
    [Id(7)]
    public DateTimeOffset EndsAt { get; init; }
}
