using System.Collections.Immutable;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;

namespace Platen.Domain.Ports;

/// <summary>What is known of the replication between the server and the sites.</summary>
public interface IReplicationQueries
{
    /// <summary>Changes that concern a site and come after a cursor: how many (1,000 at most are counted), and when the oldest was made; null: there are none.</summary>
    Task<(int Count, DateTimeOffset? Oldest)> BehindAsync(TenantId tenant, SiteId site, long afterCursor, CancellationToken cancellationToken);

    /// <summary>An agent's samples since a time, oldest first; 5,000 at most.</summary>
    Task<ImmutableArray<AgentSample>> ListSamplesAsync(TenantId tenant, SiteId site, AgentId agent, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>The newest sample of each agent.</summary>
    Task<ImmutableArray<AgentSample>> ListLastSamplesAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>The alarms that stand, oldest first; 10,000 at most.</summary>
    Task<ImmutableArray<SiteAlarm>> ListAlarmsAsync(TenantId tenant, CancellationToken cancellationToken);
}
