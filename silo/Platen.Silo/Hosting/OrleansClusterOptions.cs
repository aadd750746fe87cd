using Microsoft.Extensions.Options;
using Platen.Silo.Options;

namespace Platen.Silo.Hosting;

/// <summary>Reads and checks the cluster's options when the process is composed: endpoints and membership are fixed from then on.</summary>
internal static class OrleansClusterOptions
{
    /// <summary>The options, which are also given to services.</summary>
    /// <exception cref="OptionsValidationException">They are wrong; all errors are named.</exception>
    public static ClusterOptions AddClusterOptions(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(ClusterOptions.Section).Get<ClusterOptions>() ?? new ClusterOptions();
        var verdict = new ClusterOptionsValidator().Validate(null, options);
        if (verdict.Failed)
        {
            throw new OptionsValidationException(ClusterOptions.Section, typeof(ClusterOptions), verdict.Failures);
        }

        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options));
        return options;
    }
}
