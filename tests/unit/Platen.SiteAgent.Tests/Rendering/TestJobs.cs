using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.Domain.Queues;
using Platen.SiteAgent.Jobs;

namespace Platen.SiteAgent.Tests.Rendering;

/// <summary>Held jobs that are nowhere held.</summary>
internal static class TestJobs
{
    public static HeldJob Of(DocumentFacts facts)
    {
        var at = TimeProvider.System.GetUtcNow();
        return new HeldJob
        {
            Id = JobId.New(TimeProvider.System),
            Queue = QueueId.Parse("follow-me"),
            ClaimedUser = "alice",
            Title = "Report",
            Facts = facts,
            Protocol = Contracts.AgentLink.V1.IntakeProtocol.Ipp,
            SourceAddress = "192.0.2.5",
            ReceivedAt = at,
            Terms = new JobTerms(TimeSpan.FromDays(1), TimeSpan.FromDays(1), DestroyWhenPrinted: false),
            State = JobState.PendingHeld,
            ExpiresAt = at.AddDays(1),
            ChunkCount = 1,
            Place = default,
        };
    }
}
