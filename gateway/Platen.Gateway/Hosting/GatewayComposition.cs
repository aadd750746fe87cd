using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Platen.Domain.Roles;
using Platen.Gateway.Api;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Health;
using Platen.Gateway.OAuth;
using Platen.Gateway.Problems;
using Platen.Gateway.Security;

namespace Platen.Gateway.Hosting;

/// <summary>Puts the gateway's web side together: REST, health, and the guards that the console shares. The agent link has its own port and its own composition.</summary>
public static class GatewayComposition
{
    /// <summary>Registers what REST needs.</summary>
    public static IServiceCollection AddGateway(this IServiceCollection services, Action<GatewayOptions> configure)
    {
        services.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new AccessTable(RouteRights.Web));
        services.AddSingleton<ProblemWriter>();
        services.AddLoginLimits();
        services.AddSingleton<RefusalNotes>();
        services.AddHostedService(provider => provider.GetRequiredService<RefusalNotes>());
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.Configure<JsonOptions>(options => ApiJson.Configure(options.SerializerOptions));
        services.AddApiDescription();
        return services;
    }

    /// <summary>Maps REST and health, and puts the guards before everything that is not on the agent link's port.</summary>
    /// <returns>The group for what else answers on the web ports: the console.</returns>
    public static IEndpointRouteBuilder MapGateway(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value;
        app.UseMiddleware<PortGuard>();
        app.UseWhen(context => context.Connection.LocalPort != options.AgentLinkPort, web =>
        {
            web.UseMiddleware<SecurityHeaders>();
            web.UseMiddleware<HttpsRedirect>();
            web.UseMiddleware<FaultAnswer>();
            web.UseRateLimiter();
            web.UseMiddleware<SessionReader>();
            web.UseMiddleware<CrossOriginGuard>();
            web.UseMiddleware<AccessGuard>();
        });
        var routes = app.MapGroup("").WithMetadata(WebEndpoint.Instance);
        routes.MapHealth();
        routes.MapApi();
        routes.MapOAuth();
        return routes;
    }
}
