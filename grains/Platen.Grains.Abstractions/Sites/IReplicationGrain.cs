using System.Collections.Immutable;
using Platen.Domain.Sites;

namespace Platen.Grains.Abstractions.Sites;

/// <summary>The replication between the server and a tenant's sites: what is behind, and the alarms about it. The caller checks rights. Key: <see cref="GrainKeys.Tenant"/>.</summary>
[Alias("platen.sites.replication-grain")]
public interface IReplicationGrain : IGrainWithStringKey
{
    /// <summary>The longest time that <see cref="HistoryAsync"/> goes back, in hours.</summary>
    const int HistoryHoursMax = 72;

    /// <summary>How the replication of each agent is.</summary>
    [Alias("list")]
    Task<ImmutableArray<AgentReplication>> ListAsync(CancellationToken cancellationToken);

    /// <summary>An agent's samples of the last hours, oldest first.</summary>
    [Alias("history")]
    Task<ImmutableArray<AgentSample>> HistoryAsync(SiteId site, AgentId agent, int hours, CancellationToken cancellationToken);

    /// <summary>The alarms that stand, oldest first.</summary>
    [Alias("list-alarms")]
    Task<ImmutableArray<SiteAlarm>> ListAlarmsAsync(CancellationToken cancellationToken);

    /// <summary>Raises and clears alarms; to be called every half minute or so, by any number of servers.</summary>
    [Alias("watch")]
    Task WatchAsync(CancellationToken cancellationToken);
}
