namespace Platen.SiteAgent.Roaming;

/// <summary>Adds what makes jobs of other sites visible here.</summary>
internal static class RoamingServices
{
    /// <summary>Wants the uplink (<c>AddUplink</c>).</summary>
    public static IServiceCollection AddRoaming(this IServiceCollection services)
    {
        services.AddSingleton<IRemoteJobSource, ClusterJobSource>();
        services.AddSingleton<RemoteJobs>();
        return services;
    }
}
