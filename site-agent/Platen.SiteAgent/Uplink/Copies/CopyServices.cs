using Microsoft.Extensions.Options;

namespace Platen.SiteAgent.Uplink.Copies;

/// <summary>Adds copies of other sites' jobs, and the word that jobs with copies need.</summary>
internal static class CopyServices
{
    /// <summary>What transfers and releases ask; the copies are looked after by <see cref="AddCopyKeeping"/>.</summary>
    public static IServiceCollection AddCopies(this IServiceCollection services)
    {
        services.AddSingleton<CopyBook>();
        services.AddSingleton<IReleaseWord, ClusterWord>();
        return services;
    }

    /// <summary>Fetches and destroys copies. Wants the uplink.</summary>
    public static IServiceCollection AddCopyKeeping(this IServiceCollection services)
    {
        services.AddOptions<CopyOptions>().BindConfiguration(CopyOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CopyOptions>, CopyOptionsValidator>();
        services.AddSingleton<CopyKeeper>();
        services.AddHostedService(provider => provider.GetRequiredService<CopyKeeper>());
        return services;
    }
}
