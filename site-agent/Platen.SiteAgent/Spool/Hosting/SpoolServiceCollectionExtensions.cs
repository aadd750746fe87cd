using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Platen.SiteAgent.Alarms;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Spool.Alarms;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Spool.Hosting;

/// <summary>Adds the durable heart of the agent.</summary>
internal static class SpoolServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IHeldJobs"/>, <see cref="IAgentJournal"/>, <see cref="TransferKeys"/>, <see cref="SpoolSpace"/> and their upkeep, set by the section
    /// <c>Spool</c>. The folder is opened and read back when the first of them is resolved, so what is resolved is ready; a folder that cannot be used stops the start.
    /// An <see cref="ISiteKeySource"/> registered before replaces the key file.
    /// </summary>
    public static IServiceCollection AddSpool(this IServiceCollection services)
    {
        services.AddOptions<SpoolOptions>().BindConfiguration(SpoolOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SpoolOptions>, SpoolOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IDisk, PosixDisk>();
        services.AddSingleton(Open);
        services.AddSingleton<IHeldJobs>(provider => provider.GetRequiredService<SpoolEngine>().Jobs);
        services.AddSingleton<IAgentJournal>(provider => provider.GetRequiredService<SpoolEngine>().Journal);
        services.AddSingleton(provider => provider.GetRequiredService<SpoolEngine>().TransferKeys);
        services.AddSingleton(provider => provider.GetRequiredService<SpoolEngine>().Space);
        services.AddSingleton<SpoolAlarms>();
        services.AddSingleton<IAlarmSource>(provider => provider.GetRequiredService<SpoolAlarms>());
        services.AddHostedService(provider => provider.GetRequiredService<SpoolAlarms>());
        services.AddHostedService<SegmentPreparation>();
        services.AddHostedService<ExpirySweep>();
        services.AddHostedService<SpoolUpkeep>();
        return services;
    }

    private static SpoolEngine Open(IServiceProvider provider) => SpoolEngine.OpenAsync(
        provider.GetRequiredService<IDisk>(),
        provider.GetService<ISiteKeySource>(),
        provider.GetRequiredService<IOptions<SpoolOptions>>().Value,
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<SpoolEngine>>()).GetAwaiter().GetResult();
}
