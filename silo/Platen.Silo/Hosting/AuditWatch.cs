using Microsoft.Extensions.Options;
using Platen.Domain.Tenants;
using Platen.Grains.Abstractions;
using Platen.Silo.Options;

namespace Platen.Silo.Hosting;

/// <summary>Has the audit log's heads signed each minute, the whole log verified once a day, and old entries removed where the tenant wants it.</summary>
internal sealed class AuditWatch(IGrainFactory grains, IOptions<SiloOptions> options, TimeProvider time, ILogger<AuditWatch> logger) : TenantWatch(TimeSpan.FromMinutes(1), options, time, logger)
{
    protected override string Work => "Signing the audit log";

    protected override Task LookAsync(TenantId tenant, CancellationToken cancellationToken) => grains.Audit(tenant).TickAsync(cancellationToken);
}
