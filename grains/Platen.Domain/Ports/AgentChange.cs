using Platen.Domain.Sites;

namespace Platen.Domain.Ports;

/// <summary>A site agent's new row. Its committed event sequence is moved by events, and by this only where <see cref="Committed"/> says so.</summary>
public sealed record AgentChange(SiteAgent Row) : RecordChange
{
    /// <summary>Where the committed sequence is moved; null: it is left alone.</summary>
    public CommittedMove? Committed { get; init; }
}
