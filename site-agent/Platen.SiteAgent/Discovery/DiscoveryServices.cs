using Microsoft.Extensions.Options;

namespace Platen.SiteAgent.Discovery;

/// <summary>Adds what makes the queues known on the network.</summary>
internal static class DiscoveryServices
{
    public static IServiceCollection AddDiscovery(this IServiceCollection services)
    {
        services.AddOptions<DiscoveryOptions>().BindConfiguration(DiscoveryOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DiscoveryOptions>, DiscoveryOptionsValidator>();
        services.AddHostedService<DnsSdAdvertiser>();
        return services;
    }
}
