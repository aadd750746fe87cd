using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Platen.Engine.Embedded.Hosting;

namespace Platen.Engine.Embedded;

/// <summary>Adds the grain engine to a host.</summary>
public static class EmbeddedGrainServiceCollectionExtensions
{
    /// <summary>Hosts all grains of the assemblies in this process. Gives <see cref="IGrainFactory"/> and <see cref="IClusterClient"/>.</summary>
    /// <param name="services">The services of the host; logging must be among them.</param>
    /// <param name="configure">Sets limits; null for the defaults. They are validated when the host starts.</param>
    /// <param name="grainAssemblies">The assemblies with grain classes. Their interfaces' assemblies are found through them.</param>
    /// <exception cref="GrainContractException">Grain classes or interfaces break the rules; all of it is named.</exception>
    public static IServiceCollection AddEmbeddedGrains(this IServiceCollection services, Action<EmbeddedGrainOptions>? configure, params Assembly[] grainAssemblies)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(grainAssemblies);
        var options = services.AddOptions<EmbeddedGrainOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.AddSingleton<IValidateOptions<EmbeddedGrainOptions>, EmbeddedGrainOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(GrainCatalog.Create(grainAssemblies));
        services.AddSingleton<GrainEngine>();
        services.AddSingleton<IClusterClient>(static provider => provider.GetRequiredService<GrainEngine>().Factory);
        services.AddSingleton<IGrainFactory>(static provider => provider.GetRequiredService<GrainEngine>().Factory);
        services.AddSingleton<IGrainContextAccessor, GrainContextAccessor>();
        services.AddTransient(static provider => provider.GetRequiredService<IGrainContextAccessor>().GrainContext);
        return services.AddHostedService<EmbeddedGrainHostedService>();
    }
}
