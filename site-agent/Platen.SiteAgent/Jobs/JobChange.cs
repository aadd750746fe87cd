namespace Platen.SiteAgent.Jobs;

/// <summary>A change for live panels.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Job">The job after the change (before it, when removed); null when changes were missed.</param>
internal sealed record JobChange(JobChangeKind Kind, HeldJob? Job);
