using System.Collections.Immutable;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;

namespace Platen.Grains.Tests.Support;

/// <summary>The parked events of the record in memory.</summary>
internal sealed class MemoryParkedEvents(MemoryRecords records) : IParkedEvents
{
    public Task<ParkedEvent?> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken) =>
        Task.FromResult(records.All<ParkedEvent>().FirstOrDefault(row => row.Tenant == tenant && row.Id == id));

    public Task<ResultPage<ParkedEvent>> ListAsync(TenantId tenant, SiteId? site, PageRequest page, CancellationToken cancellationToken) =>
        Task.FromResult(new ResultPage<ParkedEvent>([.. Of(tenant).Where(row => site is null || row.Site == site).Take(page.Limit).Select(row => row with { Raw = [] })], ""));

    public Task<ImmutableSortedDictionary<string, long>> CountAsync(TenantId tenant, CancellationToken cancellationToken) =>
        Task.FromResult(Of(tenant).GroupBy(row => row.Site.Value).ToImmutableSortedDictionary(site => site.Key, site => (long)site.Count(), StringComparer.Ordinal));

    private IEnumerable<ParkedEvent> Of(TenantId tenant) =>
        records.All<ParkedEvent>().Where(row => row.Tenant == tenant).OrderBy(row => row.Site.Value, StringComparer.Ordinal).ThenBy(row => row.Agent.Value, StringComparer.Ordinal).ThenBy(row => row.Sequence);
}
