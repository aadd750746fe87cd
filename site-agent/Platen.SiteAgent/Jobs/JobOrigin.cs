using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Queues;

namespace Platen.SiteAgent.Jobs;

/// <summary>Where a job comes from; known when its first byte is.</summary>
/// <param name="Queue">The queue it was sent to.</param>
/// <param name="Protocol">How it came.</param>
/// <param name="SourceAddress">The workstation's address, without port.</param>
internal sealed record JobOrigin(QueueId Queue, IntakeProtocol Protocol, string SourceAddress);
