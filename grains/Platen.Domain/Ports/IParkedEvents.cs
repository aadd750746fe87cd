using System.Collections.Immutable;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;

namespace Platen.Domain.Ports;

/// <summary>The events that wait for somebody's decision.</summary>
public interface IParkedEvents
{
    /// <summary>One of them with its bytes, or null: it was applied or discarded.</summary>
    Task<ParkedEvent?> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken);

    /// <summary>Without their bytes, by site, agent and sequence: the order in which they are to be retried.</summary>
    Task<ResultPage<ParkedEvent>> ListAsync(TenantId tenant, SiteId? site, PageRequest page, CancellationToken cancellationToken);

    /// <summary>How many each site has; sites without any are left out.</summary>
    Task<ImmutableSortedDictionary<string, long>> CountAsync(TenantId tenant, CancellationToken cancellationToken);
}
