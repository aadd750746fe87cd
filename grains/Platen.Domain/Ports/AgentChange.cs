using Platen.Domain.Sites;

namespace Platen.Domain.Ports;

/// <summary>A site agent's new row; its committed event sequence is moved by events only, not by this.</summary>
public sealed record AgentChange(SiteAgent Row) : RecordChange;
