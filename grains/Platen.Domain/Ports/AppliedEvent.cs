using Platen.Domain.Sites;

namespace Platen.Domain.Ports;

/// <summary>An agent's event by its unique key. Applying it moves the agent's committed sequence to <paramref name="Sequence"/>.</summary>
public sealed record AppliedEvent(SiteId Site, AgentId Agent, long Sequence);
