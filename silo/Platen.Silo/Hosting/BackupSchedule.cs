using Microsoft.Extensions.Options;
using Platen.Domain.Tenants;
using Platen.Grains.Abstractions;
using Platen.Silo.Options;

namespace Platen.Silo.Hosting;

/// <summary>Has backups made when they are due (OP01), and the age of the last one watched. The grain decides, so several masters do no harm.</summary>
internal sealed class BackupSchedule(IGrainFactory grains, IOptions<SiloOptions> options, TimeProvider time, ILogger<BackupSchedule> logger) : TenantWatch(TimeSpan.FromMinutes(1), options, time, logger)
{
    protected override string Work => "Looking after the backups";

    protected override Task LookAsync(TenantId tenant, CancellationToken cancellationToken) => grains.Backups(tenant).TickAsync(cancellationToken);
}
