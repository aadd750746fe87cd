using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Grains.Abstractions;

namespace Platen.Grains.Records;

/// <summary>
/// The fast, serial front of one row: load on activation, decide in Domain, write, then go on with what is durable. Nothing rests on being the only activation: each write is a compare-and-swap, and who loses it
/// loads and decides again; a decision to write nothing is made over a row that was read for it. After a fault of the store the row in memory is not believed any more, and the activation is dropped.
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
        var isFresh = false;
        for (var decision = 0; decision < decisionsMax; decision++)
        {
            isFresh |= !_loaded;
            var draft = decide(await RowAsync(cancellationToken));
            if (draft.Commit is null && isFresh)
            {
                return draft.Result;
            }

            if (draft.Commit is null)
            {
                // No compare-and-swap stands behind "nothing to do" and "refused": another activation may have undone what this one remembers (I5).
                Forget();
                continue;
            }

            var outcome = await CommitAsync(draft.Commit, cancellationToken);
            switch (outcome.Code)
            {
                case CommitCode.Committed:
                    Adopt(draft.Row);
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

    /// <summary>Writes; after a fault nothing in memory is believed any more. An event out of its order is no such fault: nothing was written.</summary>
    protected async Task<CommitResult> CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        try
        {
            return await Store.CommitAsync(commit, cancellationToken);
        }
        catch (Exception fault) when (fault is not EventOutOfOrderException)
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

    /// <summary>This row is durable now.</summary>
    protected void Adopt(TRow? row) => (_row, _loaded) = (row, true);

    /// <summary>The row in memory is not believed any more; the next use reads it anew.</summary>
    protected void Forget() => (_row, _loaded) = (null, false);
}
