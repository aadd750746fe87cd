using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Queues;

namespace Platen.SiteAgent.Jobs;

/// <summary>Where a job comes from; known when its first byte is.</summary>
/// <param name="Queue">The queue it was sent to.</param>
/// <param name="Protocol">How it came.</param>
/// <param name="SourceAddress">The workstation's address, without port.</param>
internal sealed record JobOrigin(QueueId Queue, IntakeProtocol Protocol, string SourceAddress)
{
    /// <summary>Where it can be released.</summary>
    public JobReach Reach { get; init; } = JobReach.Anywhere;

    /// <summary>The device that it was sent to; null: to none.</summary>
    public DeviceId? SentTo { get; init; }
}
