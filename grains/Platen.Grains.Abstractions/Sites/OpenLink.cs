using Platen.Domain.Sites;

namespace Platen.Grains.Abstractions.Sites;

/// <summary>An agent asks to be let in: it says what its journal is, before anything of it is taken.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.open-link")]
public sealed record OpenLink
{
    /// <summary>The agent.</summary>
    [Id(0)]
    public required AgentId Agent { get; init; }

    /// <summary>Its journal; at most <see cref="AgentStart.StartsMax"/> starts.</summary>
    [Id(1)]
    public required JournalClaim Journal { get; init; }
}
