using Platen.Contracts.AgentLink.V1;

namespace Platen.SiteAgent.Sessions;

/// <summary>What a credential was found to be, before a session is opened.</summary>
internal sealed record LoginOutcome(PanelLoginCode Code, LoginMethod Method, ReplicaUser? User = null, TimeSpan? RetryAfter = null, bool Journaled = true);
