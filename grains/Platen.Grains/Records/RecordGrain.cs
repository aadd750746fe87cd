using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;

namespace Platen.Grains.Records;

/// <summary>
/// The fast, serial front of one row: load on activation, decide in Domain, write, then go on with what is durable. Nothing rests on being the only activation: each write is a compare-and-swap, and who loses it
/// loads and decides again. After a fault of the store the row in memory is not believed any more, and the activation is dropped.
/// </summary>
/// <typeparam name="TRow">The row.</typeparam>
internal abstract class RecordGrain<TRow>(IRecordStore store, TimeProvider time) : Grain
    where TRow : class
{
    /// <summary>How often a decision is made anew because others were faster; more than that many writers at once is no normal state.</summary>
    public const int DecisionsMax = 8;

    private TRow? _row;
    private bool _loaded;

    protected IRecordStore Store { get; } = store;

    protected DateTimeOffset Now => Time.GetUtcNow();

    protected TimeProvider Time { get; } = time;

    protected string Key => this.GetPrimaryKeyString();

    protected abstract TenantId Tenant { get; }

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => await RowAsync(cancellationToken);

    protected abstract Task<TRow?> FindAsync(CancellationToken cancellationToken);

    /// <summary>The row as it was last known to be durable; null: not recorded.</summary>
    protected async ValueTask<TRow?> RowAsync(CancellationToken cancellationToken)
    {
        if (!_loaded)
        {
            (_row, _loaded) = (await FindAsync(cancellationToken), true);
        }

        return _row;
    }

    /// <summary>Carries out a command: decides, writes, and decides again when somebody else was faster.</summary>
    /// <param name="decide">The decision; it may be made several times, each time over the row as it is then.</param>
    /// <param name="cancellationToken">Gives up waiting; what is being written may still be written.</param>
    /// <param name="redraw">A unique name that the decision draws by chance: when it is taken, decide again.</param>
    protected async Task<CommandResult> WriteAsync(Func<TRow?, Draft<TRow>> decide, CancellationToken cancellationToken, UniqueName redraw = UniqueName.Unspecified)
    {
        var decisionsMax = redraw == UniqueName.Unspecified ? DecisionsMax : Domain.Users.PinPolicy.DrawsMax;
        for (var decision = 0; decision < decisionsMax; decision++)
        {
            var draft = decide(await RowAsync(cancellationToken));
            if (draft.Commit is null)
            {
                return draft.Result;
            }

            var outcome = await CommitAsync(draft.Commit, cancellationToken);
            switch (outcome.Code)
            {
                case CommitCode.Committed:
                    _row = draft.Row;
                    return draft.Result;
                case CommitCode.NotUnique when outcome.Taken != redraw || redraw == UniqueName.Unspecified:
                    return CommandResult.Not(CommandCode.NotUnique, outcome.Message);
                case CommitCode.Conflict:
                    Forget();
                    break;
                case CommitCode.Duplicate:
                    throw new InvalidOperationException($"A command of {GetType().Name} {Key} was told to be a duplicate: {outcome.Message}");
            }
        }

        return CommandResult.Not(CommandCode.Contended, "The record was changed by others again and again at the same time; try again.");
    }

    /// <summary>Applies an agent's fact exactly once in effect: the rows, the audit and the fact's sequence in one transaction; what does not fit is parked.</summary>
    protected async Task<FactResult> ApplyAsync(ReportedFact fact, Func<TRow?, FactDraft<TRow>> decide, CancellationToken cancellationToken)
    {
        for (var decision = 0; decision < DecisionsMax; decision++)
        {
            var draft = decide(await RowAsync(cancellationToken));
            if (draft.ParkReason.Length > 0)
            {
                return await ParkAsync(fact, draft.ParkReason, cancellationToken);
            }

            var outcome = await CommitAsync(ToCommit(fact, draft), cancellationToken);
            switch (outcome.Code)
            {
                case CommitCode.Committed:
                    _row = draft.Row ?? _row;
                    return new FactResult { Code = FactCode.Applied };
                case CommitCode.Duplicate:
                    // The row may carry the effect already, from an activation that never heard the outcome.
                    Forget();
                    return draft.Ledger is null
                        ? new FactResult { Code = FactCode.Duplicate }
                        : await ParkAsync(fact, RejectionReason.AlreadyCharged, cancellationToken);
                case CommitCode.NotUnique:
                    return await ParkAsync(fact, RejectionReason.InvalidFact, cancellationToken);
                default:
                    Forget();
                    break;
            }
        }

        throw new InvalidOperationException($"{GetType().Name} {Key} was changed by others {DecisionsMax} times in a row while event {fact.Fact.Sequence} of agent {fact.Agent} was applied.");
    }

    /// <summary>Commits a fact's sequence with an audit row that says why it was not applied. An event that was applied before stays so.</summary>
    protected async Task<FactResult> ParkAsync(ReportedFact fact, string reason, CancellationToken cancellationToken)
    {
        var outcome = await CommitAsync(ToCommit(fact, new FactDraft<TRow> { Audit = [ParkedFact.Audit(fact, reason, Now)] }), cancellationToken);
        return outcome.Code == CommitCode.Duplicate ? new FactResult { Code = FactCode.Duplicate } : new FactResult { Code = FactCode.Parked, Reason = reason };
    }

    /// <summary>Writes; after a fault nothing in memory is believed any more.</summary>
    protected async Task<CommitResult> CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        try
        {
            return await Store.CommitAsync(commit, cancellationToken);
        }
        catch
        {
            Forget();
            DeactivateOnIdle();
            OnFaulted();
            throw;
        }
    }

    /// <summary>The activation is being dropped: what still waits in it must end, so that the next one can begin.</summary>
    protected virtual void OnFaulted()
    {
    }

    private void Forget() => (_row, _loaded) = (null, false);

    private Commit ToCommit(ReportedFact fact, FactDraft<TRow> draft) => new()
    {
        Tenant = Tenant,
        AuditChain = fact.Site.Value,
        Changes = draft.Changes,
        Ledger = draft.Ledger is null ? [] : [draft.Ledger],
        Audit = draft.Audit,
        Feed = draft.Feed,
        Event = new AppliedEvent(fact.Site, fact.Agent, fact.Fact.Sequence),
    };
}
