using Platen.Contracts.AgentLink.V1;

namespace Platen.SiteAgent.Jobs;

/// <summary>The answer to <see cref="IHeldJobs.BeginReleaseAsync"/>.</summary>
/// <param name="Code">Who has the job now.</param>
/// <param name="Job">The job; null when it is gone.</param>
/// <param name="Outcome">With <see cref="BeginReleaseCode.AlreadyFinished"/>: how the release ended.</param>
internal sealed record BeginReleaseResult(BeginReleaseCode Code, HeldJob? Job, ReleaseOutcome Outcome = ReleaseOutcome.Unspecified);
