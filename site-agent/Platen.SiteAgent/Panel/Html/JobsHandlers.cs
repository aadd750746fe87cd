using Platen.SiteAgent.Offline;
using System.Globalization;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Delivery.Finishing;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Roaming;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Panel.Html;

/// <summary>The job list, and what its buttons do.</summary>
internal sealed class JobsHandlers(HtmlPages pages, IHeldJobs jobs, PanelJobs lists, PanelReleases releases, RemoteJobs remote, OfflineGate offline, IReplica replica, TimeProvider time)
{
    public static async Task<IResult> GetAsync(HttpContext context, JobsHandlers handlers)
    {
        var device = HtmlEndpoints.Device(context);
        return handlers.Session(context) is { } session
            ? await handlers.ShowAsync(device, session, context.RequestAborted)
            : HtmlPages.ToLogin(context, device, "idle");
    }

    public static Task<IResult> PostAsync(HttpContext context, JobsHandlers handlers) => handlers.PostAsync(context);

    private PanelSession? Session(HttpContext context) => pages.FindSession(context, HtmlEndpoints.Device(context), touch: true);

    private async Task<IResult> PostAsync(HttpContext context)
    {
        var device = HtmlEndpoints.Device(context);
        var (form, problem) = await HtmlForm.ReadAsync(context);
        if (form is null)
        {
            return HtmlPages.Page(ErrorPage.Render(problem!), problem!.Status);
        }

        if (Session(context) is not { } session)
        {
            return HtmlPages.ToLogin(context, device, "idle");
        }

        if (!PanelCookie.Same(session.FormToken, HtmlForm.Text(form, "form")))
        {
            return List(device, session, JobSelection.None, error: PanelTexts.PageTooOld, status: StatusCodes.Status403Forbidden);
        }

        return await DoAsync(context, device, session, form);
    }

    private async Task<IResult> DoAsync(HttpContext context, ReplicaDevice device, PanelSession session, IFormCollection form)
    {
        var free = lists.List(session).Free;
        var chosen = free.IntersectBy(HtmlForm.Jobs(form), j => j.Job.Id).ToList();
        var page = int.TryParse(HtmlForm.Text(form, "page"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        var selection = new JobSelection(chosen.Select(j => j.Job.Id).ToHashSet(), page) { Printed = HtmlForm.Printed(form) };
        var button = HtmlForm.Text(form, "do");
        switch (button)
        {
            case "all":
                return List(device, session, selection with { Chosen = free.Select(j => j.Job.Id).ToHashSet() });
            case "none":
                return List(device, session, selection with { Chosen = JobSelection.None.Chosen });
            case "print":
                return await PrintAsync(context, device, session, form, HtmlForm.Jobs(form), FinishingOptions.AsIs);
            case "options" when chosen.Count > 0:
                return Options(device, session, form, chosen, OptionsForm.Empty, error: "");
            case "print-options":
                return await PrintWithOptionsAsync(context, device, session, form, chosen);
            case "print-all":
                return await PrintAsync(context, device, session, form, free.Where(j => !j.IsKeptForReprint).Select(j => j.Job.Id), FinishingOptions.AsIs);
            case "delete" when chosen.Any(job => !job.IsOthers):
                return HtmlPages.Page(DeletePage.Render(pages.Frame(device, session), [.. chosen.Where(job => !job.IsOthers)]));
            case "delete-confirmed" when chosen.Count > 0:
                return await DeleteAsync(device, session, chosen, context.RequestAborted);
            case "delete" or "delete-confirmed" or "options":
                return List(device, session, selection, error: PanelTexts.ChooseFirst);
            default:
                return List(device, session, selection with { Page = PageOf(button) ?? page });
        }
    }

    // Not only what is free now: a form that is sent twice must find the releases of the first time, also when their jobs are being printed or are gone.
    private async Task<IResult> PrintAsync(HttpContext context, ReplicaDevice device, PanelSession session, IFormCollection form, IEnumerable<JobId> wanted, FinishingOptions finishing)
    {
        if (!Guid.TryParseExact(HtmlForm.Text(form, "action"), "D", out var action))
        {
            return List(device, session, JobSelection.None, error: PanelTexts.PageTooOld, status: StatusCodes.Status400BadRequest);
        }

        var printed = HtmlForm.Printed(form);
        foreach (var job in wanted)
        {
            await releases.RequestAsync(session, action, job, PanelReleases.Derive(action, job), finishing, isFirstPrint: !printed.Contains(job), context.RequestAborted, HtmlForm.Text(form, $"pin-{job}"));
        }

        return session.ReleasesOf(action).Count > 0
            ? HtmlPages.SeeOther(context, $"/panel/{device.DeviceId}/releases/{action:D}")
            : List(device, session, JobSelection.None, error: PanelTexts.ChooseFirst);
    }

    private async Task<IResult> PrintWithOptionsAsync(HttpContext context, ReplicaDevice device, PanelSession session, IFormCollection form, IReadOnlyList<PanelJob> chosen)
    {
        var typed = OptionsForm.Of(form);
        var (options, fault) = typed.Read();
        return options is null
            ? Options(device, session, form, chosen, typed, fault)
            : await PrintAsync(context, device, session, form, HtmlForm.Jobs(form), options);
    }

    private IResult Options(ReplicaDevice device, PanelSession session, IFormCollection form, IReadOnlyList<PanelJob> chosen, OptionsForm typed, string error)
    {
        var support = FinishingSupport.OfAll(device, chosen.Select(job => job.Job));
        var frame = pages.Frame(device, session) with { Error = error };
        return HtmlPages.Page(OptionsPage.Render(frame, chosen, support, typed, job => PinText(form, job), HtmlForm.Printed(form), JobsPage.NewAction(time)), error.Length > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static string PinText(IFormCollection form, JobId job) => HtmlForm.Text(form, $"pin-{job}") is { Length: <= JobPasswords.PlainMax } typed ? typed : "";

    private async Task<IResult> DeleteAsync(ReplicaDevice device, PanelSession session, IEnumerable<PanelJob> chosen, CancellationToken cancellationToken)
    {
        if (offline.BarsDelete)
        {
            return List(device, session, JobSelection.None, error: PanelTexts.NoDeletionOffline, status: StatusCodes.Status403Forbidden);
        }

        // a delegate prints for somebody else, and deletes nothing
        var (busy, refusal) = (false, "");
        foreach (var job in chosen.Where(job => !job.IsOthers))
        {
            if (job.Remote is not null)
            {
                var why = await remote.DeleteAsync(session.User, job.Job.Id, cancellationToken);
                refusal = why.Length > 0 ? why : refusal;
                continue;
            }

            busy |= (await jobs.DeleteAsync(job.Job.Id, DeletionCause.Owner, session.User, cancellationToken)).Code == DeleteCode.Busy;
        }

        var error = busy ? PanelTexts.JobBusy : refusal;
        return List(device, session, JobSelection.None, notice: error.Length > 0 ? "" : PanelTexts.Deleted, error: error);
    }

    // The list comes once more by itself while the other sites' jobs are missing: only here, where nothing is ticked yet that this could undo.
    private async Task<IResult> ShowAsync(ReplicaDevice device, PanelSession session, CancellationToken cancellationToken)
    {
        var list = await lists.ListAsync(session, PanelLimits.OtherSitesWait, cancellationToken);
        var frame = pages.Frame(device, session);
        return Page(list.OtherSites == RemoteListState.Asking ? frame with { Refresh = (JobsPage.AskAgainAfter, frame.Root + "/jobs") } : frame, list, JobSelection.None, StatusCodes.Status200OK);
    }

    private IResult List(ReplicaDevice device, PanelSession session, JobSelection selection, string notice = "", string error = "", int status = StatusCodes.Status200OK) =>
        Page(pages.Frame(device, session) with { Notice = notice, Error = error }, lists.List(session), selection, status);

    private IResult Page(PageFrame frame, PanelJobList list, JobSelection selection, int status) =>
        HtmlPages.Page(JobsPage.Render(frame, list, replica.Policy?.Currency ?? "", selection, JobsPage.NewAction(time)), status);

    private static int? PageOf(string button) =>
        button.StartsWith("page-", StringComparison.Ordinal) && int.TryParse(button.AsSpan("page-".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : null;
}
