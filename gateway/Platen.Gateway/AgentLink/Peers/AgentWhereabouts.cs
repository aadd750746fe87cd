using Platen.Domain.Sites;
using Platen.Grains.Abstractions;

namespace Platen.Gateway.AgentLink.Peers;

/// <summary>
/// At which gateway an agent is linked. Its site's grain knows by the agent's heartbeats, in memory: after the grain has moved, it knows again within the ten seconds between two heartbeats.
/// </summary>
internal sealed class AgentWhereabouts(IGrainFactory grains, IGatewayPeers peers)
{
    /// <summary>The other gateway where the agent is linked; null: here, or it is not known.</summary>
    public async Task<Uri?> ElsewhereAsync(AgentName agent, CancellationToken cancellationToken)
    {
        if (peers.Own is not { } own)
        {
            return null;
        }

        var site = await grains.Site(agent.Tenant, agent.Site).GetAsync(cancellationToken);
        var heartbeat = site?.Agents.FirstOrDefault(view => view.Agent.Id == agent.Agent && view.Online)?.LastHeartbeat;
        return Uri.TryCreate(heartbeat?.Gateway, UriKind.Absolute, out var gateway) && gateway != own ? gateway : null;
    }
}
