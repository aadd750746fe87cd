using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Platen.Domain.Audit;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Replication;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Records;

namespace Platen.Grains.Sites;

/// <inheritdoc cref="IParkedEventsGrain"/>
internal sealed partial class ParkedEventsGrain(IRecordStore store, IParkedEvents parked, IEventReader reader, TimeProvider time, ILogger<ParkedEventsGrain> log) : Grain, IParkedEventsGrain
{
    /// <summary>The most rows of a page.</summary>
    private const int RowsMax = 500;

    /// <summary>How often a retry is decided anew because the records changed meanwhile.</summary>
    private const int DecisionsMax = 8;

    private TenantId Tenant => GrainKeys.ParseTenant(this.GetPrimaryKeyString());

    private DateTimeOffset Now => time.GetUtcNow();

    public Task<ResultPage<ParkedEvent>> ListAsync(SiteId? site, PageRequest page, CancellationToken cancellationToken) =>
        parked.ListAsync(Tenant, site, page with { Limit = Math.Clamp(page.Limit, 1, RowsMax) }, cancellationToken);

    public Task<ImmutableSortedDictionary<string, long>> CountAsync(CancellationToken cancellationToken) => parked.CountAsync(Tenant, cancellationToken);

    public async Task<CommandResult> RetryAsync(string id, Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.MayAdminister(actor))
        {
            return Refusals.AdministratorsOnly;
        }

        for (var decision = 0; decision < DecisionsMax; decision++)
        {
            if (await FindAsync(id, cancellationToken) is not { } row)
            {
                return Gone;
            }

            if (row.Raw.IsEmpty)
            {
                return CommandResult.Not(CommandCode.Refused, "The event itself was not kept: it is too large, or its agent is of a version from before. Repair by hand what the audit log tells of it, then discard it.");
            }

            var (reason, outcome) = await TryAsync(row, actor, cancellationToken);
            if (outcome == CommitCode.Committed)
            {
                return reason.Length == 0 ? CommandResult.Done : CommandResult.Not(CommandCode.Refused, $"The event still does not fit: {reason}. It stays in the list.");
            }
        }

        return CommandResult.Not(CommandCode.Contended, "The records were changed by others again and again at the same time; try again.");
    }

    public async Task<RetryParkedResult> RetryAllAsync(SiteId? site, Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.MayAdminister(actor))
        {
            return new RetryParkedResult { Result = Refusals.AdministratorsOnly };
        }

        var (applied, left) = (0, 0);
        foreach (var row in (await parked.ListAsync(Tenant, site, new PageRequest("", IParkedEventsGrain.RetriesMax), cancellationToken)).Items)
        {
            var isApplied = (await RetryAsync(row.Id, actor, cancellationToken)).IsDone;
            (applied, left) = isApplied ? (applied + 1, left) : (applied, left + 1);
        }

        return new RetryParkedResult { Result = CommandResult.Done, Applied = applied, Parked = left };
    }

    public async Task<CommandResult> DiscardAsync(DiscardParked command, Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.MayAdminister(actor))
        {
            return Refusals.AdministratorsOnly;
        }

        var reason = FactBounds.Text(command.Reason, FactBounds.ReasonMax).Trim();
        if (reason.Length == 0)
        {
            return CommandResult.Not(CommandCode.Invalid, "The reason is missing; say why the event is given up: the audit log keeps it.");
        }

        if (await FindAsync(command.Id, cancellationToken) is not { } row)
        {
            return Gone;
        }

        var commit = Resolved(row, [Audit(row, actor, "event.discarded", success: true, ("why", reason))], ConsoleCommit.Chain);
        return (await store.CommitAsync(commit, cancellationToken)).Code == CommitCode.Committed ? CommandResult.Done : Gone;
    }

    private static CommandResult Gone => CommandResult.Not(CommandCode.NotFound, "There is no such parked event: somebody has applied or discarded it.");

    private async Task<ParkedEvent?> FindAsync(string id, CancellationToken cancellationToken) =>
        Guid.TryParseExact(id, "D", out _) ? await parked.FindAsync(Tenant, id, cancellationToken) : null;

    // The parked row's version is compared and swapped in the transaction of the effect: however often it is retried, by whomever, it is applied once.
    private async Task<(string Reason, CommitCode Outcome)> TryAsync(ParkedEvent row, Actor actor, CancellationToken cancellationToken)
    {
        var router = new FactRouter(GrainFactory, Tenant, row.Site, Now);
        var fact = new ReportedFact { Site = row.Site, Agent = row.Agent, Fact = reader.Read(row.Raw) with { Sequence = row.Sequence, Raw = row.Raw } };
        var decided = await DecideAsync(router, fact, cancellationToken);
        if (decided.ParkReason.Length == 0)
        {
            var outcome = await store.CommitAsync(Applied(row, decided, actor), cancellationToken);
            await router.ReloadAsync(fact, cancellationToken);
            if (outcome.Code == CommitCode.Committed || (outcome.Code == CommitCode.Conflict && router.GrainOf(fact) is not null))
            {
                return ("", outcome.Code);
            }

            decided = new DecidedFact { ParkReason = WhyNot(outcome.Code) };
        }

        return (decided.ParkReason, (await store.CommitAsync(StillParked(row, fact, decided.ParkReason, actor), cancellationToken)).Code);
    }

    // What no record's grain decides about is the answer to a command: it conflicts only when that is not open.
    private static string WhyNot(CommitCode code) => code switch
    {
        CommitCode.Duplicate => RejectionReason.AlreadyCharged,
        CommitCode.Conflict => RejectionReason.UnknownCommand,
        _ => RejectionReason.InvalidFact,
    };

    private async Task<DecidedFact> DecideAsync(FactRouter router, ReportedFact fact, CancellationToken cancellationToken)
    {
        try
        {
            return (await router.DecideAsync([fact], cancellationToken))[0];
        }
        catch (Exception fault) when (FactFault.IsOfTheFact(fault))
        {
            LogRetryFault(fault, fact.Agent, fact.Fact.Sequence);
            return new DecidedFact { ParkReason = RejectionReason.Fault };
        }
    }

    private Commit Applied(ParkedEvent row, DecidedFact decided, Actor actor) => Resolved(row, [.. decided.Audit, Audit(row, actor, "event.retried", success: true)], row.Site.Value) with
    {
        Changes = [.. decided.Changes, new ParkedEventChange(row with { Version = row.Version + 1 }, Resolved: true) { ExpectedVersion = row.Version }],
        Ledger = decided.Ledger is null ? [] : [decided.Ledger],
        Feed = [.. decided.Feed, Feed(row)],
    };

    private Commit Resolved(ParkedEvent row, ImmutableArray<AuditEntry> audit, string chain) => new()
    {
        Tenant = Tenant,
        AuditChain = chain,
        Changes = [new ParkedEventChange(row with { Version = row.Version + 1 }, Resolved: true) { ExpectedVersion = row.Version }],
        Audit = audit,
        Feed = [Feed(row)],
    };

    private Commit StillParked(ParkedEvent row, ReportedFact fact, string reason, Actor actor) => new()
    {
        Tenant = Tenant,
        AuditChain = ConsoleCommit.Chain,
        Changes =
        [
            new ParkedEventChange(row with { Reason = reason, Problem = ParkedFact.Problem(fact.Fact.Body), Retries = row.Retries + 1, RetriedAt = Now, Version = row.Version + 1 }) { ExpectedVersion = row.Version },
        ],
        Audit = [Audit(row, actor, "event.retried", success: false, ("reason", reason))],
        Feed = [Feed(row)],
    };

    private AuditEntry Audit(ParkedEvent row, Actor actor, string action, bool success, params ImmutableArray<(string Name, string Value)> details) => ConsoleCommit.Audit(
        actor, Now, action, row.Subject, success,
        [("site", row.Site.Value), ("agent", row.Agent.Value), ("sequence", row.Sequence.ToString(CultureInfo.InvariantCulture)), ("fact", row.Kind), .. details]);

    private static FeedEntry Feed(ParkedEvent row) => new(FeedTopic.Site, $"{row.Site}/{row.Agent}", null);

    [LoggerMessage(1304, LogLevel.Error, "Event {Sequence} of agent {Agent} failed when it was retried; it stays parked")]
    private partial void LogRetryFault(Exception fault, AgentId agent, long sequence);
}
