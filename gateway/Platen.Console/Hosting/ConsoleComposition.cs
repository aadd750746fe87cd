using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Platen.Console.Live;
using Platen.Console.OpenId;

namespace Platen.Console.Hosting;

/// <summary>Puts the console together. The process gives its endpoints the gateway's mark and guards.</summary>
public static class ConsoleComposition
{
    /// <summary>Registers the pages.</summary>
    public static IServiceCollection AddConsole(this IServiceCollection services, Action<ConsoleOptions> configure)
    {
        services.Configure(configure);
        services.AddSingleton<ConsoleAssets>();
        services.AddSingleton<LiveStream>();
        services.AddSingleton<OpenIdLogin>();
        services.AddRazorPages(options => options.Conventions.ConfigureFilter(new IgnoreAntiforgeryTokenAttribute()))
            .ConfigureApplicationPartManager(UseThisAssemblyOnly);
        return services;
    }

    /// <summary>Maps the pages, their assets and the live stream.</summary>
    /// <param name="routes">Where to; the caller marks the group.</param>
    /// <param name="tries">Name of the rate limit for the pages on which secrets can be tried.</param>
    /// <param name="roundTrips">Name of the rate limit for both ends of a login at the identity provider.</param>
    public static void MapConsole(this IEndpointRouteBuilder routes, string tries, string roundTrips)
    {
        routes.MapGet("/assets/{version}/{name}", (string name, ConsoleAssets assets) => assets.Answer(name)).ExcludeFromDescription();
        routes.MapGet("/live", (LiveStream stream, HttpContext context) => stream.RunAsync(context)).ExcludeFromDescription();
        routes.MapGet(OpenIdLogin.Address, (OpenIdLogin login, HttpContext context) => login.BeginAsync(context)).RequireRateLimiting(roundTrips).ExcludeFromDescription();
        routes.MapGet(OpenIdLogin.CallbackAddress, (OpenIdLogin login, HttpContext context) => login.CompleteAsync(context)).RequireRateLimiting(roundTrips).ExcludeFromDescription();
        routes.MapRazorPages().Add(endpoint =>
        {
            if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } route } && route.Trim('/') is "login" or "setup" or "register" or "register/confirm" or "forgot" or "forgot/password")
            {
                endpoint.Metadata.Add(new Microsoft.AspNetCore.RateLimiting.EnableRateLimitingAttribute(tries));
            }
        });
    }

    // The framework finds parts by the program's name, which in a test is another one.
    private static void UseThisAssemblyOnly(ApplicationPartManager manager)
    {
        var assembly = typeof(ConsoleComposition).Assembly;
        manager.ApplicationParts.Clear();
        foreach (var part in ApplicationPartFactory.GetApplicationPartFactory(assembly).GetApplicationParts(assembly))
        {
            manager.ApplicationParts.Add(part);
        }

        foreach (var part in new CompiledRazorAssemblyApplicationPartFactory().GetApplicationParts(assembly))
        {
            if (!manager.ApplicationParts.Any(known => known.GetType() == part.GetType()))
            {
                manager.ApplicationParts.Add(part);
            }
        }
    }
}
