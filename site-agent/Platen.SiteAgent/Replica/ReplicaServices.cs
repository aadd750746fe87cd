using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Replica;

/// <summary>Adds the replica to the agent.</summary>
internal static class ReplicaServices
{
    /// <summary>Adds <see cref="IReplica"/> and <see cref="IStagedSnapshot"/>. Wants a <see cref="SiteKeyRing"/>; uses the real disk unless another <see cref="IDisk"/> is there.</summary>
    public static IServiceCollection AddReplica(this IServiceCollection services, Action<ReplicaOptions> configure)
    {
        services.AddOptions<ReplicaOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ReplicaOptions>, ReplicaOptionsValidator>());
        services.TryAddSingleton<IDisk, PosixDisk>();
        services.AddSingleton(provider => DurableReplica.Open(
            provider.GetRequiredService<IDisk>(),
            provider.GetRequiredService<IOptions<ReplicaOptions>>().Value,
            provider.GetRequiredService<SiteKeyRing>(),
            provider.GetRequiredService<ILogger<DurableReplica>>()));
        services.AddSingleton<IReplica>(provider => provider.GetRequiredService<DurableReplica>());
        services.AddSingleton<IStagedSnapshot>(provider => provider.GetRequiredService<DurableReplica>());
        return services;
    }
}
