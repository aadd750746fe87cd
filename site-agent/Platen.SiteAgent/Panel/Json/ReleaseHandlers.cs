using System.ComponentModel;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Delivery.Finishing;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Panel.Json;

/// <summary>Print jobs, and follow it.</summary>
internal static class ReleaseHandlers
{
    private const int UuidVersion = 7;

    public static async Task<IResult> StartAsync(
        [Description("The device's id.")] string device, HttpContext context, PanelSessions sessions, PanelReleases releases, TimeProvider time)
    {
        if (JsonSession.Find(context, sessions, touch: true) is not { } session)
        {
            return PanelProblem.SessionNeeded.ToResult(context);
        }

        var (body, problem) = await JsonBody.ReadAsync<ReleasesView>(context);
        if (problem is not null)
        {
            return problem.ToResult(context);
        }

        if (!TryRead(body!, time, out var wishes))
        {
            return PanelProblem.BadRequest(
                $"Send releases: 1 to {PanelLimits.ReleasesPerRequestMax} objects with job, and releaseId (a UUID version 7, lower case, each only once) or none; copies 1 to {FinishingOptions.CopiesMax}, sides, colour monochrome and pages such as 1-3,7, or none of them.").ToResult(context);
        }

        // all or nothing: a list that names a job which the user may not release releases none
        if (wishes.Any(w => session.FindRelease(w.Release) is { } known ? known.Job != w.Job : !releases.MayRelease(session, w.Job)))
        {
            return PanelProblem.JobUnknown.ToResult(context);
        }

        return await StartAsync(context, session, releases, wishes);
    }

    public static async Task<IResult> GetAsync(
        [Description("The device's id.")] string device,
        [Description("The release's id.")] string release,
        [Description("Seconds to wait for a change, 0 to 20.")] int? wait,
        HttpContext context,
        PanelSessions sessions,
        PanelReleases releases)
    {
        if (JsonSession.Find(context, sessions, touch: false) is not { } session)
        {
            return PanelProblem.SessionNeeded.ToResult(context);
        }

        if (!ReleaseId.TryParse(release, out var id) || releases.Find(session, id) is not { } progress)
        {
            return PanelProblem.ReleaseUnknown.ToResult(context);
        }

        var seconds = Math.Clamp(wait ?? 0, 0, (int)PanelLimits.WaitMax.TotalSeconds);
        return JsonBody.Answer(JsonViews.Of(await releases.WaitAsync(progress, TimeSpan.FromSeconds(seconds), context.RequestAborted)));
    }

    private static async Task<IResult> StartAsync(HttpContext context, PanelSession session, PanelReleases releases, List<ReleaseWish> wishes)
    {
        var answers = new List<ReleaseAnswerView>();
        foreach (var (job, release, finishing, pin, isFirstPrint) in wishes)
        {
            var result = await releases.RequestAsync(session, release.Value, job, release, finishing, isFirstPrint, context.RequestAborted, pin)
                ?? new ReleaseRequestResult(ReleaseRequestCode.JobGone, PanelTexts.JobGone, null);
            answers.Add(new ReleaseAnswerView
            {
                Release = release.ToString(),
                Job = job.ToString(),
                Code = JsonWords.Of(result.Code),
                Message = result.Message,
                Progress = result.Progress is null ? null : JsonViews.Of(result.Progress),
            });
        }

        if (answers.All(a => a.Code != "accepted"))
        {
            var problem = new PanelProblem(answers[0].Code, StatusCodes.Status409Conflict, "Nothing is printed", answers[0].Message);
            return problem.ToResult(context, new Dictionary<string, object?> { ["releases"] = answers });
        }

        return JsonBody.Answer(new ReleaseListView { Releases = answers }, StatusCodes.Status202Accepted);
    }

    /// <summary>How it is to come out; null: that is written wrongly.</summary>
    private static FinishingOptions? FinishingOf(ReleaseItemView item)
    {
        var sides = JsonWords.SidesOf(item.Sides);
        var isRight = (item.Copies is null or (>= 1 and <= FinishingOptions.CopiesMax)) && (item.Sides is null || sides is not null) && (item.Colour is null or "monochrome");
        return isRight && PageRanges.TryParse(item.Pages ?? "", out var ranges)
            ? new FinishingOptions { Copies = item.Copies, Sides = sides ?? Sides.Unspecified, Monochrome = item.Colour is not null, Ranges = ranges }
            : null;
    }

    private static bool TryRead(ReleasesView body, TimeProvider time, out List<ReleaseWish> wishes)
    {
        wishes = [];
        if (body.Releases is not { Count: >= 1 and <= PanelLimits.ReleasesPerRequestMax })
        {
            return false;
        }

        foreach (var item in body.Releases)
        {
            var release = ReleaseId.New(time);
            if (item is null || !JobId.TryParse(item.Job, out var job)
                || (item.ReleaseId is not null && (!ReleaseId.TryParse(item.ReleaseId, out release) || release.Value.Version != UuidVersion)))
            {
                return false;
            }

            if (FinishingOf(item) is not { } finishing)
            {
                return false;
            }

            wishes.Add(new ReleaseWish(job, release, finishing, item.Pin ?? "", IsFirstPrint: item.Reprint == false));
        }

        return wishes.DistinctBy(w => w.Release).Count() == wishes.Count && wishes.DistinctBy(w => w.Job).Count() == wishes.Count;
    }
}
