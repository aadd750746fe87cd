using Platen.Contracts.AgentLink.V1;

namespace Platen.SiteAgent.Jobs;

/// <summary>The answer to <see cref="IHeldJobs.FinishReleaseAsync"/>.</summary>
/// <param name="Code">Whether this call ended the release.</param>
/// <param name="Outcome">The outcome that counts.</param>
/// <param name="Job">The job as it is now; null when its data was destroyed.</param>
internal sealed record FinishReleaseResult(FinishReleaseCode Code, ReleaseOutcome Outcome, HeldJob? Job);
