using System.Collections.Immutable;
using Platen.Contracts.AgentLink.V1;

namespace Platen.SiteAgent.Sessions;

/// <summary>What a credential was found to be, before a session is opened.</summary>
internal sealed record LoginOutcome(PanelLoginCode Code, LoginMethod Method, ReplicaUser? User = null, TimeSpan? RetryAfter = null, bool Journaled = true)
{
    /// <summary>Keyed index of the card that was shown; empty: none was.</summary>
    public ImmutableArray<byte> CardIndex { get; init; } = [];

    /// <summary>Tag of what was typed and is wrong; empty: nothing.</summary>
    public ImmutableArray<byte> SecretTag { get; init; } = [];

    /// <summary>Without indexes and tags.</summary>
    public override string ToString() => $"{Code} by {Method}";
}
