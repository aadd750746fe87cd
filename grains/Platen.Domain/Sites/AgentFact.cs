using System.Collections.Immutable;

namespace Platen.Domain.Sites;

/// <summary>A fact that an agent journaled and reports until it is acknowledged. It is applied exactly once in effect (I2, I4).</summary>
/// <param name="Sequence">1, 2, 3 … without gaps per agent.</param>
/// <param name="At">When it happened, by the agent's clock; see <see cref="FactTime"/> for how far that clock is believed.</param>
/// <param name="Body">What happened.</param>
public sealed record AgentFact(long Sequence, DateTimeOffset At, FactBody Body)
{
    /// <summary>The event as it was reported, to be kept if it has to be parked; empty: not known.</summary>
    public ImmutableArray<byte> Raw { get; init; } = [];
}
