using System.Collections.Immutable;
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

        // the agent may be lost: its copy goes at once, and nobody prints from it meanwhile
        return row.Copies is { IsDropped: false }
            ? await AskAsync([command], actor, "job.delete-requested", JobAuthority.Drop, dropsCopies: true, cancellationToken)
            : await AskAsync(command, actor, "job.delete-requested", cancellationToken);
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

        if (row!.Copies is not null)
        {
            return await GiveUpTakenAsync(row.Copies.Taken!, actor, cancellationToken);
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

    public async Task<TakeReleaseResult> TakeReleaseAsync(TakeRelease request, CancellationToken cancellationToken)
    {
        var code = TakeCode.Unspecified;
        var actor = Actor.Agent(request.Agent, request.Site.Value);
        var written = await WriteAsync(Decide, cancellationToken);
        return new TakeReleaseResult { Code = written.IsDone ? code : TakeCode.Busy, Job = await RowAsync(cancellationToken) };

        Draft<Job> Decide(Job? row)
        {
            var wish = new JobTaking { Release = request.Release, Site = request.Site, Agent = request.Agent, Device = request.Device, User = request.User, At = Now };
            (code, var next) = JobAuthority.Take(row, wish, request.FromCopy, request.IsReprint);
            return next is null ? Draft<Job>.Nothing() : Write(row!, next, actor, "job.release-taken",
                ("release", request.Release.ToString()), ("epoch", next.Copies!.Epoch.ToString(CultureInfo.InvariantCulture)), ("from-copy", request.FromCopy ? "true" : "false"), ("device", request.Device.Value));
        }
    }

    /// <summary>Holds nothing but the row: an agent that catches up names a million jobs once, and none of them is kept in memory for that.</summary>
    public override async Task ReloadAsync(CancellationToken cancellationToken)
    {
        await base.ReloadAsync(cancellationToken);
        DeactivateOnIdle();
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
            _ => new FactDraft<Job>(await DecidedAsync(decision, row, fact.Site, cancellationToken), decision.Job),
        };
    }

    private async Task<DecidedFact> DecidedAsync(JobDecision decision, Job? row, SiteId reporter, CancellationToken cancellationToken)
    {
        ImmutableArray<SiteCommand> orders = await CopyOrdersAsync(decision, row, cancellationToken);
        ImmutableArray<SiteCommand> commands = decision.EndsHandOver is { } end ? [EndOf(end, row!, reporter), .. orders] : orders;
        return new()
        {
            Changes = [.. Changes(decision.Job, row, commands)],
            Ledger = decision.Ledger,
            Audit = decision.Audit,
            Feed = [.. Feed(decision.Job, commands)],
        };
    }

    private static IEnumerable<RecordChange> Changes(Job? next, Job? row, IEnumerable<SiteCommand> commands)
    {
        if (next is not null)
        {
            yield return new JobChange(next) { ExpectedVersion = row?.Version ?? 0 };
        }

        foreach (var command in commands)
        {
            yield return new CommandAdded(command) { ExpectedVersion = 0 };
        }
    }

    private IEnumerable<FeedEntry> Feed(Job? next, IEnumerable<SiteCommand> commands)
    {
        if (next is not null)
        {
            yield return new FeedEntry(FeedTopic.Job, Id.ToString(), next.Site);
        }

        foreach (var command in commands)
        {
            yield return new FeedEntry(FeedTopic.Command, command.Id, command.Site);
        }
    }

    private async Task<ImmutableArray<SiteCommand>> CopyOrdersAsync(JobDecision decision, Job? row, CancellationToken cancellationToken)
    {
        var job = decision.Job ?? row!;
        switch (decision.CopyOrder)
        {
            case SiteCommandKind.CopyJob:
                var queue = await GrainFactory.Queue(Tenant, job.Queue).GetAsync(cancellationToken);
                return [CopyCommand(job, SiteCommandKind.CopyJob) with { KeepUntil = queue is null ? null : job.ReceivedAt + queue.KeepHeld, SizeBytes = job.Facts.SizeBytes }];
            case SiteCommandKind.DropCopy:
                return await DropsAsync(job, cancellationToken);
            default:
                return [];
        }
    }

    // Kept until the copy's site has done it, however long it is cut off.
    private SiteCommand CopyCommand(Job job, SiteCommandKind kind) => Command(job, kind) with { Id = NewId(), Site = job.Copies!.Site };

    // Each agent of the site may have begun a copy, and each has to destroy its own: what one answers says nothing of the others. The record and not the site's grain is asked: that one may be waiting for this.
    private async Task<ImmutableArray<SiteCommand>> DropsAsync(Job job, CancellationToken cancellationToken)
    {
        var site = await Store.ListAgentsAsync(Tenant, job.Copies!.Site, cancellationToken);
        AgentId?[] agents = [.. site.Where(agent => !agent.Revoked).Select(agent => (AgentId?)agent.Id)];
        return [.. (agents.Length == 0 ? [null] : agents).Select(agent => CopyCommand(job, SiteCommandKind.DropCopy) with { Agent = agent })];
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

    private async Task<JobCommandResult> GiveUpTakenAsync(JobTaking lost, Actor actor, CancellationToken cancellationToken)
    {
        const string Reason = "An administrator gave this release up: choose the job again.";
        var row = await RowAsync(cancellationToken);
        var withdrawal = Command(row!, SiteCommandKind.WithdrawRelease) with { Id = NewId(), Site = lost.Site, Release = lost.Release, Reason = Reason };
        var end = Command(row!, SiteCommandKind.EndHandOver) with
        {
            Id = NewId(),
            Release = lost.Release,
            Device = lost.Device,
            User = row!.Owner,
            Outcome = ReleaseOutcome.Partial,
            PrintedAt = lost.Site,
            Reason = $"An administrator gave up the release at '{lost.Site}': it may have been printed there.",
        };
        SiteCommand[] commands = lost.Site == row.Site ? [withdrawal] : [end, withdrawal];
        return await AskAsync(
            commands, actor, "job.lost-release-ended", job => JobAuthority.GiveUp(job, Now, $"given up at '{lost.Site}', may have been printed there"), dropsCopies: false, cancellationToken,
            ("release", lost.Release.ToString()), ("may-have-printed-at", lost.Site.Value), ("device", lost.Device.Value));
    }

    private string NewId() => Guid.CreateVersion7(Now).ToString("D", CultureInfo.InvariantCulture);

    private SiteCommand Command(Job row, SiteCommandKind kind) => new() { Tenant = Tenant, Site = row.Site, Id = "", At = Now, Kind = kind, Job = Id };

    private Task<JobCommandResult> AskAsync(SiteCommand command, Actor actor, string action, CancellationToken cancellationToken) => AskAsync([command], actor, action, cancellationToken);

    // With a change of the row, over which nobody else may have written.
    private async Task<JobCommandResult> AskAsync(
        SiteCommand[] commands, Actor actor, string action, Func<Job, Job> change, bool dropsCopies, CancellationToken cancellationToken, params (string Name, string Value)[] details)
    {
        var row = (await RowAsync(cancellationToken))!;
        var next = change(row) with { Version = row.Version + 1 };
        SiteCommand[] all = dropsCopies ? [.. commands, .. await DropsAsync(row, cancellationToken)] : commands;
        var audit = ConsoleCommit.Audit(actor, Now, action, $"job:{Id}", details: [("command", commands[0].Id), ("site", commands[0].Site.Value), .. details]);
        var outcome = await CommitAsync(ConsoleCommit.Of(Tenant, [.. Changes(next, row, all)], audit, [.. Feed(next, all)]), cancellationToken);
        if (outcome.Code != CommitCode.Committed)
        {
            Forget();
            return new JobCommandResult { Result = CommandResult.Not(CommandCode.Contended, "The job was changed at the same moment: look at it again.") };
        }

        Adopt(next);
        return new JobCommandResult { Result = CommandResult.Done, Command = commands[0].Id };
    }

    private Draft<Job> Write(Job row, Job next, Actor actor, string action, params ImmutableArray<(string Name, string Value)> details) => Draft<Job>.Write(
        ConsoleCommit.Of(Tenant, [new JobChange(next) { ExpectedVersion = row.Version }], ConsoleCommit.Audit(actor, Now, action, $"job:{Id}", details: details), new FeedEntry(FeedTopic.Job, Id.ToString(), row.Site)), next);

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
