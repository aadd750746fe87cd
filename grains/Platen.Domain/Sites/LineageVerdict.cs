namespace Platen.Domain.Sites;

/// <summary>What becomes of a link, by <see cref="AgentLineage"/>.</summary>
/// <param name="Code">The code.</param>
/// <param name="Next">The agent's record after it; the same as before: nothing to write. Its <see cref="SiteAgent.EventsCommitted"/> is where the agent goes on.</param>
/// <param name="Found">What does not fit, for <see cref="LineageCode.Fenced"/> and <see cref="LineageCode.Accepted"/>.</param>
public sealed record LineageVerdict(LineageCode Code, SiteAgent Next, AgentFence? Found = null);
