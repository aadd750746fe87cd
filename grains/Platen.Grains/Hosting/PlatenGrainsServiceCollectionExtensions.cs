using Microsoft.Extensions.DependencyInjection;
using Platen.Grains.Queries;
using Platen.Grains.Sites;

namespace Platen.Grains.Hosting;

/// <summary>Adds what the grains need. The engine that hosts them, and the adapters of Domain's ports, are added by the silo.</summary>
public static class PlatenGrainsServiceCollectionExtensions
{
    /// <summary>Adds the grains' own services.</summary>
    public static IServiceCollection AddPlatenGrains(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton<FeedWait>();
        services.AddSingleton<ReplicaReader>();
        return services;
    }
}
