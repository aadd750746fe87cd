using Platen.Domain.Jobs;

namespace Platen.SiteAgent.Sessions;

/// <summary>A release that began in a session.</summary>
internal sealed record SessionRelease(JobId Job, string Title);
