using Platen.Domain.Sites;

namespace Platen.Domain.Ports;

/// <summary>An agent's event by its unique key. Applying it moves the agent's committed sequence to <paramref name="Sequence"/>.</summary>
/// <param name="Site">The agent's site.</param>
/// <param name="Agent">The agent.</param>
/// <param name="Sequence">The event's sequence.</param>
/// <param name="Start">The id of the start that reports it; another than the newest that was let in is refused as out of order. Empty: an agent of before, whose starts are not known.</param>
public sealed record AppliedEvent(SiteId Site, AgentId Agent, long Sequence, string Start = "");
