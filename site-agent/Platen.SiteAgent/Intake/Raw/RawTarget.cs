namespace Platen.SiteAgent.Intake.Raw;

/// <summary>Where the jobs of one RAW port go.</summary>
/// <param name="Queue">The queue's id.</param>
/// <param name="Route">Which device they were sent to, if to one.</param>
internal sealed record RawTarget(string Queue, JobRoute Route);
