using System.Collections.Immutable;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Sites;

/// <summary>The events of a tenant's agents that could not be applied, and what administrators do about them. Key: <see cref="GrainKeys.Tenant"/>.</summary>
[Alias("platen.sites.parked-events-grain")]
public interface IParkedEventsGrain : IGrainWithStringKey
{
    /// <summary>The most events that one call of <see cref="RetryAllAsync"/> takes.</summary>
    const int RetriesMax = 500;

    /// <summary>Without their bytes, in the order in which they are to be retried. The caller checks rights.</summary>
    [Alias("list")]
    Task<ResultPage<ParkedEvent>> ListAsync(SiteId? site, PageRequest page, CancellationToken cancellationToken);

    /// <summary>How many each site has.</summary>
    [Alias("count")]
    Task<ImmutableSortedDictionary<string, long>> CountAsync(CancellationToken cancellationToken);

    /// <summary>Reads an event anew, with what this version knows and the records are now, and applies it, once. What still does not fit stays, with its reason. Administrators only.</summary>
    [Alias("retry")]
    Task<CommandResult> RetryAsync(string id, Actor actor, CancellationToken cancellationToken);

    /// <summary>Retries the events of a site, or of all, in the order of each agent's journal; <see cref="RetriesMax"/> at most. Administrators only.</summary>
    [Alias("retry-all")]
    Task<RetryParkedResult> RetryAllAsync(SiteId? site, Actor actor, CancellationToken cancellationToken);

    /// <summary>Gives an event up, for a reason that the audit log keeps. Administrators only.</summary>
    [Alias("discard")]
    Task<CommandResult> DiscardAsync(DiscardParked command, Actor actor, CancellationToken cancellationToken);
}
