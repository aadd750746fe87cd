using System.Globalization;
using Platen.Domain.Accounting;
using Platen.Domain.Audit;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Replication;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Jobs;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Records;

namespace Platen.Grains.Jobs;

/// <inheritdoc cref="IJobGrain"/>
internal sealed class JobGrain(IRecordStore store, TimeProvider time) : FactGrain<Job>(store, time), IJobGrain
{
    protected override TenantId Tenant => GrainKeys.ParseJob(Key).Tenant;

    private JobId Id => GrainKeys.ParseJob(Key).Job;

    public async Task<Job?> GetAsync(CancellationToken cancellationToken) => await RowAsync(cancellationToken);

    public async Task<JobCommandResult> RequestDeleteAsync(Actor actor, CancellationToken cancellationToken)
    {
        var row = await RowAsync(cancellationToken);
        if (JobRequests.WhyNotDelete(row, actor) is { } refusal)
        {
            return new JobCommandResult { Result = refusal };
        }

        var command = Command(row!, SiteCommandKind.DeleteJob) with
        {
            Id = Guid.CreateVersion7(Now).ToString("D", CultureInfo.InvariantCulture),
            User = actor.UserId,
            Cause = Rights.Is(actor, row!.Owner) ? DeletionCause.Owner : DeletionCause.Administrator,
        };
        return await AskAsync(command, actor, "job.delete-requested", cancellationToken);
    }

    public async Task<JobCommandResult> RequestReleaseAsync(RequestRelease request, Actor actor, CancellationToken cancellationToken)
    {
        var row = await RowAsync(cancellationToken);
        var owner = row?.Owner is { } id ? await Store.FindUserAsync(Tenant, id, cancellationToken) : null;
        if (JobRequests.WhyNotRelease(row, owner, request, actor) is { } refusal)
        {
            return new JobCommandResult { Result = refusal };
        }

        var device = await Store.FindDeviceAsync(Tenant, request.Device, cancellationToken);
        var user = await Store.FindUserAsync(Tenant, request.User, cancellationToken);
        if (JobRequests.WhyNotAt(row!, device, user, request) is { } notThere)
        {
            return new JobCommandResult { Result = notThere };
        }

        // The command's id is the release's: whoever asks twice for one release asks once (I2).
        var command = Command(row!, SiteCommandKind.ReleaseJob) with { Id = request.Release.ToString(), Release = request.Release, Device = request.Device, User = request.User };
        return await AskAsync(command, actor, "job.release-requested", cancellationToken);
    }

    public async Task<JobCommandResult> ClaimAsync(UserId owner, Actor actor, CancellationToken cancellationToken)
    {
        var row = await RowAsync(cancellationToken);
        if (JobRequests.WhyNotClaim(row, owner, actor) is { } refusal)
        {
            return new JobCommandResult { Result = refusal };
        }

        if (await Store.FindUserAsync(Tenant, owner, cancellationToken) is not { Active: true })
        {
            return new JobCommandResult { Result = CommandResult.Not(CommandCode.Invalid, $"There is no active user '{owner}'.") };
        }

        var command = Command(row!, SiteCommandKind.ClaimJob) with { Id = Guid.CreateVersion7(Now).ToString("D", CultureInfo.InvariantCulture), User = owner };
        return await AskAsync(command, actor, "job.claim-requested", cancellationToken);
    }

    public async Task<JobCommandResult> EndLostReleaseAsync(ReleaseId release, Actor actor, CancellationToken cancellationToken)
    {
        var row = await RowAsync(cancellationToken);
        var device = row?.Device is { } id ? await Store.FindDeviceAsync(Tenant, id, cancellationToken) : null;
        if (JobRequests.WhyNotEndLost(row, device, release, actor) is { } refusal)
        {
            return new JobCommandResult { Result = refusal };
        }

        var lost = device!.Site;
        var end = Command(row!, SiteCommandKind.EndHandOver) with
        {
            Id = Guid.CreateVersion7(Now).ToString("D", CultureInfo.InvariantCulture),
            Release = release,
            Device = device.Id,
            User = row!.Owner,
            Outcome = ReleaseOutcome.Partial,
            PrintedAt = lost,
            Reason = $"An administrator gave up the release at '{lost}': it may have been printed there.",
        };
        var withdrawal = Command(row, SiteCommandKind.WithdrawRelease) with
        {
            Id = Guid.CreateVersion7(Now).ToString("D", CultureInfo.InvariantCulture),
            Site = lost,
            Release = release,
            Reason = "An administrator gave this release up: choose the job again.",
        };
        return await AskAsync([end, withdrawal], actor, "job.lost-release-ended", cancellationToken, ("release", release.ToString()), ("may-have-printed-at", lost.Value), ("device", device.Id.Value));
    }

    protected override Task<Job?> FindAsync(CancellationToken cancellationToken) => Store.FindJobAsync(Tenant, Id, cancellationToken);

    protected override async ValueTask<FactDraft<Job>> DecideAsync(Job? row, ReportedFact fact, CancellationToken cancellationToken)
    {
        if (fact.Fact.Body is not JobFact body || body.Job != Id)
        {
            return FactDraft<Job>.Park(RejectionReason.UnknownFact);
        }

        var decision = JobLifecycle.Apply(row, body, await ContextAsync(fact, body, row, cancellationToken));
        return decision.Code switch
        {
            DecisionCode.Rejected => FactDraft<Job>.Park(decision.Reason),
            DecisionCode.NothingNew => new FactDraft<Job>(new DecidedFact()),
            _ => new FactDraft<Job>(Decided(decision, row, fact.Site), decision.Job),
        };
    }

    private DecidedFact Decided(JobDecision decision, Job? row, SiteId reporter)
    {
        var command = decision.EndsHandOver is { } end ? EndOf(end, row!, reporter) : null;
        return new()
        {
            Changes = [.. Changes(decision, row, command)],
            Ledger = decision.Ledger,
            Audit = decision.Audit,
            Feed = command is null ? [new FeedEntry(FeedTopic.Job, Id.ToString(), decision.Job!.Site)] : [new FeedEntry(FeedTopic.Command, command.Id, command.Site)],
        };
    }

    private static IEnumerable<RecordChange> Changes(JobDecision decision, Job? row, SiteCommand? command)
    {
        if (decision.Job is { } next)
        {
            yield return new JobChange(next) { ExpectedVersion = row?.Version ?? 0 };
        }

        if (command is not null)
        {
            yield return new CommandAdded(command) { ExpectedVersion = 0 };
        }
    }

    // Kept until the holder has done it, so that a job does not stay locked however long its site is cut off.
    private SiteCommand EndOf(JobReleaseFinished end, Job row, SiteId reporter) => Command(row, SiteCommandKind.EndHandOver) with
    {
        Id = Guid.CreateVersion7(Now).ToString("D", CultureInfo.InvariantCulture),
        Release = end.Release,
        Device = end.Device,
        User = end.User,
        Outcome = end.Outcome,
        PrintedAt = reporter,
        Reason = FactBounds.Text(end.Reason, FactBounds.ReasonMax),
    };

    // Prices and currency matter only where something may be charged.
    private async Task<JobContext> ContextAsync(ReportedFact fact, JobFact body, Job? row, CancellationToken cancellationToken)
    {
        var context = new JobContext { Tenant = Tenant, Site = fact.Site, Agent = fact.Agent, At = FactTime.Bound(fact.Fact.At, Now) };
        if ((body is JobRoamed roamed ? roamed.End : body) is not JobReleaseFinished finished || finished.PrintedAt is not null || !Charging.IsCharged(finished.Outcome) || row is null)
        {
            return context;
        }

        var queue = await GrainFactory.Queue(Tenant, row.Queue).GetAsync(cancellationToken);
        var tenant = await GrainFactory.Tenant(Tenant).GetAsync(cancellationToken);
        return context with { Queue = queue, Currency = tenant?.Currency ?? context.Currency };
    }

    private SiteCommand Command(Job row, SiteCommandKind kind) => new() { Tenant = Tenant, Site = row.Site, Id = "", At = Now, Kind = kind, Job = Id };

    private Task<JobCommandResult> AskAsync(SiteCommand command, Actor actor, string action, CancellationToken cancellationToken) => AskAsync([command], actor, action, cancellationToken);

    // The first command is the one that is told of.
    private async Task<JobCommandResult> AskAsync(SiteCommand[] commands, Actor actor, string action, CancellationToken cancellationToken, params (string Name, string Value)[] details)
    {
        AuditEntry audit = ConsoleCommit.Audit(actor, Now, action, $"job:{Id}", details: [("command", commands[0].Id), ("site", commands[0].Site.Value), .. details]);
        await CommitAsync(
            ConsoleCommit.Of(
                Tenant, [.. commands.Select(command => new CommandAdded(command) { ExpectedVersion = 0 })], audit, [.. commands.Select(command => new FeedEntry(FeedTopic.Command, command.Id, command.Site))]),
            cancellationToken);

        // A conflict can only mean that these commands are there already.
        return new JobCommandResult { Result = CommandResult.Done, Command = commands[0].Id };
    }
}
