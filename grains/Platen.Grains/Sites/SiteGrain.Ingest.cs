using System.Collections.Immutable;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Records;

namespace Platen.Grains.Sites;

/// <summary>
/// What agents report. The grain of each record decides; the decisions of a window of facts are committed in order, without waiting for each other, so that the store can flush many at once. The store takes an event only
/// right after the one before it, so whatever goes wrong with one fact keeps all later ones of the window out. That one is then applied alone, and the next window begins behind it.
/// </summary>
internal sealed partial class SiteGrain
{
    /// <summary>How many facts are under way at once: what the store puts into one transaction.</summary>
    private const int WindowFacts = 256;

    /// <summary>How often one fact may fail, other than by a fault of the store, before it is parked.</summary>
    private const int FaultsMax = 3;

    private readonly Dictionary<AgentId, (long Sequence, int Count)> _faults = [];

    public async Task<IngestResult> IngestAsync(IngestFacts batch, CancellationToken cancellationToken)
    {
        if (batch.Facts.Length > ISiteGrain.FactsMax)
        {
            throw new ArgumentException($"The batch has {batch.Facts.Length} facts; {ISiteGrain.FactsMax} at most are allowed.", nameof(batch));
        }

        if (await CurrentAsync(batch.Agent, cancellationToken) is not { Revoked: false } agent)
        {
            return new IngestResult { Code = IngestCode.Refused, Committed = 0 };
        }

        if (batch.Start.Length > 0 && agent.Starts.LastOrDefault()?.Id != batch.Start)
        {
            return new IngestResult { Code = IngestCode.Gap, Committed = agent.EventsCommitted };
        }

        var fresh = batch.Facts.Where(fact => fact.Sequence > agent.EventsCommitted).ToList();
        var following = fresh.TakeWhile((fact, i) => fact.Sequence == agent.EventsCommitted + 1 + i).ToList();
        var parked = 0;
        try
        {
            for (var done = 0; done < following.Count;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var window = following.Skip(done).Take(WindowFacts).Select(fact => new ReportedFact { Site = Id, Agent = batch.Agent, Fact = fact, Start = batch.Start });
                var results = await IngestWindowAsync([.. window], cancellationToken);
                parked += results.Count(result => result.Code == FactCode.Parked);
                done += results.Length;
            }
        }
        catch (EventOutOfOrderException)
        {
            return await GapAsync(batch.Agent, parked, cancellationToken);
        }

        var code = following.Count == fresh.Count ? IngestCode.Ok : IngestCode.Gap;
        return new IngestResult { Code = code, Committed = agent.EventsCommitted + following.Count, Parked = parked };
    }

    /// <summary>Commits the first facts of the window, one at least.</summary>
    private async Task<ImmutableArray<FactResult>> IngestWindowAsync(ImmutableArray<ReportedFact> window, CancellationToken cancellationToken)
    {
        var together = window.Length > 1 ? await CommitTogetherAsync(window, cancellationToken) : [];
        if (together.Length == window.Length)
        {
            return together;
        }

        var refused = window[together.Length];
        var alone = await ApplySafelyAsync(refused, cancellationToken);
        Keep(Find(refused.Agent)! with { EventsCommitted = refused.Fact.Sequence });
        return together.Add(alone);
    }

    /// <summary>Decides and commits all at once; gives the results of those that are committed, up to the first that is not.</summary>
    private async Task<ImmutableArray<FactResult>> CommitTogetherAsync(ImmutableArray<ReportedFact> window, CancellationToken cancellationToken)
    {
        var router = new FactRouter(GrainFactory, Tenant, Id, Now);
        var decided = await DecideSafelyAsync(router, window, cancellationToken);
        if (decided.IsEmpty)
        {
            return [];
        }

        var results = ImmutableArray<FactResult>.Empty;
        try
        {
            // Handed over in order, and all are waited for, whatever becomes of each.
            var codes = await Task.WhenAll(window.Select((fact, i) => CodeAsync(FactCommit.Of(Tenant, fact, decided[i], Now), cancellationToken)));
            results = [.. codes.TakeWhile(code => code == CommitCode.Committed).Select((_, i) => FactCommit.Result(decided[i]))];
            if (results.Length > 0)
            {
                Keep(Find(window[0].Agent)! with { EventsCommitted = window[results.Length - 1].Fact.Sequence });
            }

            return results;
        }
        finally
        {
            await router.SettleAsync(window, results.Length, CancellationToken.None);
        }
    }

    private async Task<CommitCode> CodeAsync(Commit commit, CancellationToken cancellationToken)
    {
        try
        {
            return (await CommitAsync(commit, cancellationToken)).Code;
        }
        catch (EventOutOfOrderException)
        {
            // One before it was refused: it is tried again.
            return CommitCode.Conflict;
        }
    }

    // What cannot be decided together, for whatever reason but the store's, is tried one by one, where a fact that always fails is found and parked.
    private async Task<ImmutableArray<DecidedFact>> DecideSafelyAsync(FactRouter router, ImmutableArray<ReportedFact> window, CancellationToken cancellationToken)
    {
        try
        {
            return await router.DecideAsync(window, cancellationToken);
        }
        catch (Exception fault) when (FactFault.IsOfTheFact(fault))
        {
            LogWindowFault(fault, window[0].Agent, window[0].Fact.Sequence, window.Length);
            return [];
        }
    }

    // A fact that fails whenever it is applied would stop its agent's journal for ever; it is parked in the end. A fault of the store says nothing about the fact.
    private async Task<FactResult> ApplySafelyAsync(ReportedFact fact, CancellationToken cancellationToken)
    {
        try
        {
            var result = await ApplyAsync(fact, cancellationToken);
            _faults.Remove(fact.Agent);
            return result;
        }
        catch (Exception fault) when (FactFault.IsOfTheFact(fault))
        {
            var count = _faults.TryGetValue(fact.Agent, out var last) && last.Sequence == fact.Fact.Sequence ? last.Count + 1 : 1;
            LogFactFault(fault, fact.Agent, fact.Fact.Sequence, count);
            if (count < FaultsMax)
            {
                _faults[fact.Agent] = (fact.Fact.Sequence, count);
                throw;
            }

            _faults.Remove(fact.Agent);
            return await CommitOwnAsync(fact, new DecidedFact { ParkReason = RejectionReason.Fault }, cancellationToken);
        }
    }

    private async Task<FactResult> ApplyAsync(ReportedFact fact, CancellationToken cancellationToken)
    {
        var router = new FactRouter(GrainFactory, Tenant, Id, Now);
        if (router.GrainOf(fact) is not { } grain)
        {
            return await CommitOwnAsync(fact, router.DecideOwn(fact), cancellationToken);
        }

        var result = await grain.ApplyAsync(fact, cancellationToken);
        if (result.Code == FactCode.Applied)
        {
            await router.NoteSessionAsync(fact, cancellationToken);
        }

        return result;
    }

    private async Task<FactResult> CommitOwnAsync(ReportedFact fact, DecidedFact decided, CancellationToken cancellationToken)
    {
        var outcome = await CommitAsync(FactCommit.Of(Tenant, fact, decided, Now), cancellationToken);
        return outcome.Code switch
        {
            CommitCode.Committed => FactCommit.Result(decided),
            CommitCode.Duplicate => new FactResult { Code = FactCode.Duplicate },
            _ => await CommitOwnAsync(fact, new DecidedFact { ParkReason = RejectionReason.UnknownCommand }, cancellationToken),
        };
    }

    // The record knows better than this memory, for instance after a restore of the database: what it says holds.
    private async Task<IngestResult> GapAsync(AgentId agent, int parked, CancellationToken cancellationToken)
    {
        return await RefreshAsync(agent, cancellationToken) is { } current
            ? new IngestResult { Code = IngestCode.Gap, Committed = current.EventsCommitted, Parked = parked }
            : new IngestResult { Code = IngestCode.Refused, Committed = 0 };
    }
}
