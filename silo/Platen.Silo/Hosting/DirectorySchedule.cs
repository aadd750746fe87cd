using Microsoft.Extensions.Options;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Grains.Abstractions;
using Platen.Silo.Options;

namespace Platen.Silo.Hosting;

/// <summary>Asks each directory once a minute whether a run is due. The directory's grain decides, so several masters do no harm.</summary>
internal sealed class DirectorySchedule(IGrainFactory grains, IOptions<SiloOptions> options, TimeProvider time, ILogger<DirectorySchedule> logger) : TenantWatch(TimeSpan.FromMinutes(1), options, time, logger)
{
    private const int DirectoriesMax = 100;

    protected override string Work => "Asking directories whether a run is due";

    protected override async Task LookAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var directories = await grains.Query(tenant).ListDirectoriesAsync(new PageRequest("", DirectoriesMax), cancellationToken);
        foreach (var directory in directories.Items)
        {
            await grains.Directory(tenant, directory.Id).TickAsync(cancellationToken);
        }
    }
}
