using System.Collections.Concurrent;
using Platen.Domain.Sites;

namespace Platen.Gateway.AgentLink;

/// <summary>The links that are open at this gateway: one per agent, a newer one ends the older (an agent that was cut off dials again before the old line has died).</summary>
internal sealed class LinkRegistry
{
    private readonly ConcurrentDictionary<AgentName, LinkPlace> _links = new();

    /// <summary>Takes the agent's place; dispose of the place when the link ends.</summary>
    public LinkPlace Take(AgentPeer peer, CancellationToken callToken)
    {
        var mine = new LinkPlace(this, peer.Name, callToken);
        LinkPlace? former = null;
        _links.AddOrUpdate(peer.Name, mine, (_, old) =>
        {
            former = old;
            return mine;
        });
        former?.GiveUp();
        return mine;
    }

    /// <summary>The open link of an agent, once it has greeted; null: it is not linked here.</summary>
    public LinkPlace? Find(AgentName agent) => _links.TryGetValue(agent, out var place) && place.IsOpen ? place : null;

    internal void Leave(AgentName agent, LinkPlace place) => _links.TryRemove(KeyValuePair.Create(agent, place));
}
