using Platen.Contracts.AgentLink.V1;

namespace Platen.SiteAgent.Uplink.Copies;

/// <summary>The cluster's word about a release of a job that has copies.</summary>
/// <param name="Job">The job as it is recorded, exactly when the release may print it.</param>
/// <param name="Refusal">Why it may not, for the user; else empty.</param>
internal sealed record ReleaseWord(JobSummary? Job, string Refusal)
{
    /// <summary>Print.</summary>
    public bool IsGranted => Job is not null;
}
