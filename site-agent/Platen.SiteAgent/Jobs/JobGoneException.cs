using Platen.Domain.Jobs;

namespace Platen.SiteAgent.Jobs;

/// <summary>The job is not held here (any more): deleted, expired, or never received.</summary>
internal sealed class JobGoneException(JobId id) : Exception($"Job {id} is not held by this agent.");
