using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Platen.SiteAgent.Rendering.Sandbox;

namespace Platen.SiteAgent.Rendering.Hosting;

/// <summary>Adds the sandbox in which documents are rendered. May be added more than once.</summary>
internal static class RenderingServices
{
    public static IServiceCollection AddRendering(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(RendererSandbox)))
        {
            return services;
        }

        services.AddOptions<RenderingOptions>().BindConfiguration(RenderingOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RenderingOptions>, RenderingOptionsValidator>());
        services.AddSingleton(_ => SandboxProtection.Here);
        services.AddSingleton<ScratchFolders>();
        services.AddSingleton<RendererSandbox>();
        services.AddHostedService<SandboxNotice>();
        return services;
    }
}
