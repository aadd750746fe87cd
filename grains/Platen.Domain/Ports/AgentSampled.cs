using Platen.Domain.Sites;

namespace Platen.Domain.Ports;

/// <summary>A sample of an agent's replication; kept for some days. <see cref="RecordChange.ExpectedVersion"/> is 0.</summary>
public sealed record AgentSampled(AgentSample Row) : RecordChange;
