using Microsoft.Extensions.Options;
using Platen.Domain.Tenants;
using Platen.Grains.Abstractions;
using Platen.Silo.Options;

namespace Platen.Silo.Hosting;

/// <summary>Has the reports that are due sent, once a minute (AZ11). The record decides what was sent, so several masters do no harm.</summary>
internal sealed class ReportTimer(IGrainFactory grains, IOptions<SiloOptions> options, TimeProvider time, ILogger<ReportTimer> logger) : TenantWatch(TimeSpan.FromMinutes(1), options, time, logger)
{
    protected override string Work => "Sending reports of contracts";

    protected override async Task LookAsync(TenantId tenant, CancellationToken cancellationToken) => await grains.ReportRecipients(tenant).TickAsync(cancellationToken);
}
