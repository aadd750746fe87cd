using Microsoft.Extensions.Options;
using Platen.Domain.Tenants;
using Platen.Grains.Abstractions;
using Platen.Silo.Options;

namespace Platen.Silo.Hosting;

/// <summary>Looks after the sites' replication every half minute, so that an agent that is away is told though it says nothing. An alarm is raised once, whatever the number of servers.</summary>
internal sealed class SiteWatch(IGrainFactory grains, IOptions<SiloOptions> options, TimeProvider time, ILogger<SiteWatch> logger) : TenantWatch(TimeSpan.FromSeconds(30), options, time, logger)
{
    protected override string Work => "Looking at the sites' replication";

    protected override Task LookAsync(TenantId tenant, CancellationToken cancellationToken) => grains.Replication(tenant).WatchAsync(cancellationToken);
}
