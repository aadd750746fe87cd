using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;

namespace Platen.SiteAgent.Jobs;

/// <summary>A release that is over.</summary>
internal sealed record FinishedReleaseFact(ReleaseId Id, JobId Job, ReleaseOutcome Outcome, DateTimeOffset At);
