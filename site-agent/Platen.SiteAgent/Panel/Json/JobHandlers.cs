using System.ComponentModel;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Panel.Json;

/// <summary>The user's jobs.</summary>
internal static class JobHandlers
{
    public static IResult List([Description("The device's id.")] string device, HttpContext context, PanelSessions sessions, IHeldJobs jobs, IReplica replica)
    {
        if (JsonSession.Find(context, sessions, touch: true) is not { } session)
        {
            return PanelProblem.SessionNeeded.ToResult(context);
        }

        var own = jobs.ListOwnedBy(session.User, PanelLimits.JobsMax + 1);
        var currency = replica.Policy?.Currency ?? "";
        return JsonBody.Answer(new JobListView
        {
            Jobs = [.. own.Take(PanelLimits.JobsMax).Select(job => JsonViews.Of(PanelJob.Of(job, replica), currency))],
            Truncated = own.Count > PanelLimits.JobsMax,
        });
    }

    public static async Task<IResult> DeleteAsync(
        [Description("The device's id.")] string device, [Description("The job's id.")] string job, HttpContext context, PanelSessions sessions, PanelReleases releases, IHeldJobs jobs)
    {
        if (JsonSession.Find(context, sessions, touch: true) is not { } session)
        {
            return PanelProblem.SessionNeeded.ToResult(context);
        }

        if (!JobId.TryParse(job, out var id) || releases.FindOwn(session, id) is null)
        {
            return PanelProblem.JobUnknown.ToResult(context);
        }

        return (await jobs.DeleteAsync(id, DeletionCause.Owner, session.User, context.RequestAborted)).Code switch
        {
            DeleteCode.Deleted => TypedResults.NoContent(),
            DeleteCode.Busy => PanelProblem.JobBusy.ToResult(context),
            _ => PanelProblem.JobUnknown.ToResult(context),
        };
    }
}
