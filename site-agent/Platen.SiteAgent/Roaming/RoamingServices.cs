namespace Platen.SiteAgent.Roaming;

/// <summary>Adds what shows jobs of other sites here, and prints them.</summary>
internal static class RoamingServices
{
    /// <summary>Wants the uplink (<c>AddUplink</c>) and delivery (<c>AddDelivery</c>).</summary>
    public static IServiceCollection AddRoaming(this IServiceCollection services)
    {
        services.AddSingleton<IRemoteJobSource, ClusterJobSource>();
        services.AddSingleton<RemoteJobs>();
        services.AddSingleton<IDocumentsAhead, DocumentsAhead>();
        services.AddSingleton<RoamingReleases>();
        services.AddSingleton<IRoamingReleases>(provider => provider.GetRequiredService<RoamingReleases>());
        services.AddHostedService(provider => provider.GetRequiredService<RoamingReleases>());
        return services;
    }
}
