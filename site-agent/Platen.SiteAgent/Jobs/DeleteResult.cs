namespace Platen.SiteAgent.Jobs;

/// <summary>The answer to <see cref="IHeldJobs.DeleteAsync"/>.</summary>
internal sealed record DeleteResult(DeleteCode Code);
