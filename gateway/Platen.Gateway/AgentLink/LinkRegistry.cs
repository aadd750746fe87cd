using System.Collections.Concurrent;

namespace Platen.Gateway.AgentLink;

/// <summary>The links that are open at this gateway: one per agent, a newer one ends the older (an agent that was cut off dials again before the old line has died).</summary>
internal sealed class LinkRegistry
{
    private readonly ConcurrentDictionary<(string Tenant, string Site, string Agent), CancellationTokenSource> _links = new();

    /// <summary>Takes the agent's place; dispose of the place when the link ends.</summary>
    public Place Take(AgentPeer peer, CancellationToken callToken)
    {
        var key = (peer.Tenant.Value, peer.Site.Value, peer.Agent.Value);
        var mine = CancellationTokenSource.CreateLinkedTokenSource(callToken);
        CancellationTokenSource? former = null;
        _links.AddOrUpdate(key, mine, (_, old) =>
        {
            former = old;
            return mine;
        });
        former?.Cancel();
        return new Place(this, key, mine);
    }

    /// <summary>An agent's place, held by its newest link.</summary>
    internal sealed class Place(LinkRegistry registry, (string Tenant, string Site, string Agent) key, CancellationTokenSource source) : IDisposable
    {
        /// <summary>Fires when the call ends, or a newer link took the place.</summary>
        public CancellationToken Token => source.Token;

        public void Dispose() => registry._links.TryRemove(KeyValuePair.Create(key, source));
    }
}
