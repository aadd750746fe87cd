using Platen.SiteAgent.Offline;
using System.ComponentModel;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Roaming;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Panel.Json;

/// <summary>The user's jobs.</summary>
internal static class JobHandlers
{
    public static async Task<IResult> ListAsync(
        [Description("The device's id.")] string device,
        [Description("Seconds to wait for the jobs of other branches, 0 to 20.")] int? wait,
        HttpContext context,
        PanelSessions sessions,
        PanelJobs jobs,
        IReplica replica)
    {
        if (JsonSession.Find(context, sessions, touch: true) is not { } session)
        {
            return PanelProblem.SessionNeeded.ToResult(context);
        }

        var seconds = Math.Clamp(wait ?? 0, 0, (int)PanelLimits.WaitMax.TotalSeconds);
        var list = await jobs.ListAsync(session, TimeSpan.FromSeconds(seconds), context.RequestAborted);
        var currency = replica.Policy?.Currency ?? "";
        return JsonBody.Answer(new JobListView
        {
            Jobs = [.. list.Jobs.Select(job => JsonViews.Of(job, currency, JsonSession.Device(context)))],
            Truncated = list.Truncated,
            OtherSites = JsonWords.Of(list.OtherSites),
        });
    }

    public static async Task<IResult> DeleteAsync(
        [Description("The device's id.")] string device, [Description("The job's id.")] string job, HttpContext context, PanelSessions sessions, PanelReleases releases, RemoteJobs remote, OfflineGate offline, IHeldJobs jobs)
    {
        if (JsonSession.Find(context, sessions, touch: true) is not { } session)
        {
            return PanelProblem.SessionNeeded.ToResult(context);
        }

        if (!JobId.TryParse(job, out var id) || !releases.Owns(session, id))
        {
            return PanelProblem.JobUnknown.ToResult(context);
        }

        if (releases.FindOwn(session, id) is null)
        {
            var refusal = await remote.DeleteAsync(session.User, id, context.RequestAborted);
            return refusal.Length == 0 ? TypedResults.Accepted((string?)null) : PanelProblem.NotDeleted(refusal).ToResult(context);
        }

        if (offline.BarsDelete)
        {
            return PanelProblem.NotDeleted(PanelTexts.NoDeletionOffline).ToResult(context);
        }

        return (await jobs.DeleteAsync(id, DeletionCause.Owner, session.User, context.RequestAborted)).Code switch
        {
            DeleteCode.Deleted => TypedResults.NoContent(),
            DeleteCode.Busy => PanelProblem.JobBusy.ToResult(context),
            _ => PanelProblem.JobUnknown.ToResult(context),
        };
    }
}
