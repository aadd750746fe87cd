using Platen.Domain.Jobs;
using Platen.SiteAgent.Delivery;

namespace Platen.SiteAgent.Sessions;

/// <summary>A release that began in a session.</summary>
/// <param name="Release">Its id.</param>
/// <param name="Job">Its job.</param>
/// <param name="Title">The job's title, for when the job is gone.</param>
/// <param name="Action">The user's action that it belongs to; an action can release many jobs.</param>
/// <param name="Answer">Whether it was taken on.</param>
internal sealed record SessionRelease(ReleaseId Release, JobId Job, string Title, Guid Action, ReleaseRequestCode Answer);
