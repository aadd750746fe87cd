using Platen.Silo.Keys;
using Platen.Silo.Options;
using Platen.Store.Backups;

namespace Platen.Silo.Hosting;

/// <summary>Gives the section <c>Platen:Backup</c> to the store, which makes the backups.</summary>
internal static class BackupSettings
{
    public static IServiceCollection AddBackups(this IServiceCollection services, IConfiguration configuration, SiloOptions options) => services.Configure<BackupOptions>(backup =>
    {
        configuration.GetSection(BackupOptions.Section).Bind(backup);
        backup.KeysFrom = KeyFolder.Of(options);
    });
}
