using Platen.Cluster.Tests.Support;
using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Domain.Ports;
using Platen.Grains.Abstractions.Sites;

namespace Platen.Cluster.Tests.Guards;

/// <summary>An agent's journal: facts in order, sent again until they are acknowledged, cut anywhere.</summary>
internal sealed class AgentJournal(Random random, Func<int, ISiteGrain> site, AgentId agent)
{
    private const int BatchMax = 9;
    private readonly List<AgentFact> _facts = [];
    private long _acknowledged;

    public void Add(FactBody body) => _facts.Add(new AgentFact(_facts.Count + 1, TimeProvider.System.GetUtcNow(), body));

    /// <summary>Sends some, to one side or to both at once, and now and then some of before again.</summary>
    public async Task ReportAsync(int side)
    {
        var from = (int)Math.Max(0, _acknowledged - random.Next(4));
        var batch = _facts.Skip(from).Take(1 + random.Next(BatchMax)).ToList();
        if (batch.Count > 0)
        {
            var results = random.Next(4) == 0 ? await Task.WhenAll(SendAsync(side, batch), SendAsync(1 - side, batch)) : [await SendAsync(side, batch)];
            _acknowledged = Math.Max(_acknowledged, results.Max());
        }
    }

    /// <summary>Sends until all are acknowledged; gives how many were not before.</summary>
    public async Task<long> ReportAllAsync()
    {
        var before = _facts.Count - _acknowledged;
        for (var attempt = 0; _acknowledged < _facts.Count; attempt++)
        {
            attempt.ShouldBeLessThan(_facts.Count + 20, $"fact {_acknowledged + 1} of {agent} does not get through");
            _acknowledged = Math.Max(_acknowledged, await SendAsync(attempt % 2, [.. _facts.Skip((int)_acknowledged).Take(BatchMax)]));
        }

        return before;
    }

    // 0: not known; the agent sends again
    private async Task<long> SendAsync(int side, List<AgentFact> batch)
    {
        try
        {
            var result = await site(side).IngestAsync(new IngestFacts { Agent = agent, Facts = [.. batch] }, CancellationToken.None);
            return result.Code == IngestCode.Ok ? result.Committed : 0;
        }
        catch (Exception fault) when (fault is RecordStoreUnavailableException or EventOutOfOrderException or Orleans.Runtime.OrleansException or TimeoutException)
        {
            return 0;
        }
    }
}
