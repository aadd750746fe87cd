namespace Platen.SiteAgent.Jobs;

/// <summary>The answer to <see cref="IJobIntake.CompleteAsync"/>.</summary>
/// <param name="Code">Accepted, or why not.</param>
/// <param name="Job">The job as it is held; null unless accepted.</param>
internal sealed record ReceiveResult(ReceiveCode Code, HeldJob? Job);
