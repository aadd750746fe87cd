using System.Collections.Immutable;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Users;
using Platen.Grains.Abstractions.Sites;

namespace Platen.Grains.Records;

/// <summary>A record that agents report facts about: each is applied exactly once in effect, by its agent's sequence; what does not fit is parked.</summary>
/// <typeparam name="TRow">The row.</typeparam>
internal abstract class FactGrain<TRow>(IRecordStore store, TimeProvider time) : RecordGrain<TRow>(store, time)
    where TRow : class
{
    public async Task<FactResult> ApplyAsync(ReportedFact fact, CancellationToken cancellationToken)
    {
        for (var decision = 0; decision < DecisionsMax; decision++)
        {
            var row = await RowAsync(cancellationToken);
            var draft = await DecideAsync(row, fact, cancellationToken);
            var outcome = await CommitAsync(FactCommit.Of(Tenant, fact, draft.Decided, Now), cancellationToken);
            switch (outcome.Code)
            {
                case CommitCode.Committed:
                    Adopt(draft.Row ?? row);
                    return FactCommit.Result(draft.Decided);
                case CommitCode.Duplicate:
                    // The row may carry the effect already, from an activation that never heard the outcome.
                    Forget();
                    return draft.Decided.Ledger is null
                        ? new FactResult { Code = FactCode.Duplicate }
                        : await ParkAsync(fact, RejectionReason.AlreadyCharged, cancellationToken);
                case CommitCode.NotUnique:
                    return await ParkAsync(fact, fact.Fact.Body is CardWanted ? RejectionReason.TakenCard : RejectionReason.InvalidFact, cancellationToken);
                default:
                    Forget();
                    break;
            }
        }

        throw new InvalidOperationException($"{GetType().Name} {Key} was changed by others {DecisionsMax} times in a row while event {fact.Fact.Sequence} of agent {fact.Agent} was applied.");
    }

    public async Task<DecidedFacts> DecideAsync(ReportedFacts facts, CancellationToken cancellationToken)
    {
        var row = await RowAsync(cancellationToken);
        var decided = ImmutableArray.CreateBuilder<DecidedFact>(facts.Facts.Length);
        foreach (var fact in facts.Facts)
        {
            var draft = await DecideAsync(row, fact, cancellationToken);
            row = draft.Row ?? row;
            decided.Add(draft.Decided);
        }

        return new DecidedFacts { Facts = decided.MoveToImmutable() };
    }

    public virtual Task ReloadAsync(CancellationToken cancellationToken)
    {
        Forget();
        return Task.CompletedTask;
    }

    /// <summary>Decides about one fact over a row, which may be one that is not written yet.</summary>
    protected abstract ValueTask<FactDraft<TRow>> DecideAsync(TRow? row, ReportedFact fact, CancellationToken cancellationToken);

    private async Task<FactResult> ParkAsync(ReportedFact fact, string reason, CancellationToken cancellationToken)
    {
        var parked = new DecidedFact { ParkReason = reason };
        var outcome = await CommitAsync(FactCommit.Of(Tenant, fact, parked, Now), cancellationToken);
        return outcome.Code == CommitCode.Duplicate ? new FactResult { Code = FactCode.Duplicate } : FactCommit.Result(parked);
    }
}
