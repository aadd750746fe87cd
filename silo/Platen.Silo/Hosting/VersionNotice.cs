using Microsoft.Extensions.Options;
using Platen.Domain.Tenants;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Nodes;
using Platen.Silo.Options;

namespace Platen.Silo.Hosting;

/// <summary>
/// Has it recorded when this server runs another version than before (LG02): the version that was last told is kept in the data folder. A standby tells once it serves. Killed between the entry and the file, it tells once more.
/// </summary>
internal sealed class VersionNotice(IGrainFactory grains, IOptions<SiloOptions> options, TimeProvider time, ILogger<VersionNotice> logger) : TenantWatch(TimeSpan.FromSeconds(15), options, time, logger)
{
    private const int VersionMax = 100;
    private readonly string _path = Path.Combine(options.Value.DataDirectory, "version");
    private bool _told;

    protected override string Work => "Recording the server's version";

    protected override async Task LookAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        if (_told)
        {
            return;
        }

        var before = File.Exists(_path) ? (await File.ReadAllTextAsync(_path, cancellationToken)).Trim() : "";
        before = before.Length > VersionMax ? "" : before;
        if (before == ProductVersion.Current)
        {
            _told = true;
        }
        else if (await grains.Audit(tenant).NoteVersionAsync(Environment.MachineName, before, ProductVersion.Current, cancellationToken))
        {
            await File.WriteAllTextAsync(_path, ProductVersion.Current, cancellationToken);
            _told = true;
        }
    }
}
