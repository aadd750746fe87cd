using Platen.Domain.Sites;

namespace Platen.Grains.Abstractions.Sites;

/// <summary>Records an agent, or gives one that has not enrolled yet a new token.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.add-agent")]
public sealed record AddAgent
{
    /// <summary>The agent.</summary>
    [Id(0)]
    public required AgentId Agent { get; init; }

    /// <summary>How long the token can be used: 1 minute to 7 days; null: 1 hour.</summary>
    [Id(1)]
    public TimeSpan? TokenValidFor { get; init; }

    /// <summary>
    /// Lets an agent that was enrolled before enrol again: its certificate ran out, or it was revoked by mistake. Only with its own data folder, because its events go on counting; a new machine takes a new id.
    /// </summary>
    [Id(2)]
    public bool EnrolAgain { get; init; }
}
