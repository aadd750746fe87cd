using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace Platen.Silo.Hosting;

/// <summary>What every node of a cluster, silo or client, serialises with beside the generated codecs of the messages.</summary>
internal static class OrleansSerialization
{
    /// <summary>Adds Domain's codec.</summary>
    public static IServiceCollection AddPlatenSerialization(this IServiceCollection services)
    {
        services.AddSingleton<OrleansDomainCodec>();
        services.AddSingleton<IGeneralizedCodec>(static provider => provider.GetRequiredService<OrleansDomainCodec>());
        services.AddSingleton<IGeneralizedCopier>(static provider => provider.GetRequiredService<OrleansDomainCodec>());
        services.AddSingleton<ITypeFilter>(static provider => provider.GetRequiredService<OrleansDomainCodec>());
        return services.AddSerializer(static serializer => serializer.Configure(static options => options.WellKnownTypeAliases["platen.domain"] = typeof(OrleansDomainCodec)));
    }
}
