using Platen.Domain.Jobs;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Jobs;

/// <summary>A job that was moved, and whose wrapped key may still lie at the old place.</summary>
internal sealed record UnfinishedMove(JobId Job, DataPlace From);
