using System.Collections.Immutable;
using Platen.Domain.Ports;
using Platen.Domain.Replication;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;

namespace Platen.Grains.Tests.Support;

/// <summary>How the replication is, over the record in memory. Its feed keeps no times: what is behind counts as made now.</summary>
internal sealed class MemoryReplication(MemoryRecords records, TimeProvider time) : IReplicationQueries
{
    public Task<(int Count, DateTimeOffset? Oldest)> BehindAsync(TenantId tenant, SiteId site, long afterCursor, CancellationToken cancellationToken)
    {
        var behind = records.Feed.Count(item => item.Cursor > afterCursor && item.Entry.Topic is FeedTopic.User or FeedTopic.Queue or FeedTopic.Device or FeedTopic.Tenant);
        return Task.FromResult((behind, behind > 0 ? time.GetUtcNow() : (DateTimeOffset?)null));
    }

    public Task<ImmutableArray<AgentSample>> ListSamplesAsync(TenantId tenant, SiteId site, AgentId agent, DateTimeOffset since, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<AgentSample>>([.. records.Samples.Where(sample => sample.Site == site && sample.Agent == agent && sample.At >= since)]);

    public Task<ImmutableArray<AgentSample>> ListLastSamplesAsync(TenantId tenant, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<AgentSample>>([.. records.Samples.GroupBy(sample => (sample.Site, sample.Agent)).Select(samples => samples.Last())]);

    public Task<ImmutableArray<SiteAlarm>> ListAlarmsAsync(TenantId tenant, CancellationToken cancellationToken) => Task.FromResult<ImmutableArray<SiteAlarm>>([.. records.All<SiteAlarm>()]);
}
