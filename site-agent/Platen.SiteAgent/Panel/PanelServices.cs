using Microsoft.Extensions.DependencyInjection.Extensions;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Panel.Html;
using Platen.SiteAgent.Panel.Json;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Panel;

/// <summary>Adds the devices' panels to the agent: pages for people, JSON for terminals.</summary>
internal static class PanelServices
{
    /// <summary>Wants sessions (<c>AddPanelSessions</c>), <see cref="Jobs.IHeldJobs"/> and <see cref="Delivery.IReleases"/>.</summary>
    public static IServiceCollection AddPanel(this IServiceCollection services)
    {
        services.TryAddSingleton<JobAccess>();
        services.AddSingleton<RequestGate>();
        services.AddSingleton<PanelJobs>();
        services.AddPasswordScheme();
        services.TryAddSingleton<JobPasswords>();
        services.AddSingleton<PanelReleases>();
        services.AddSingleton<LoginForms>();
        services.AddSingleton<LoggedInPeople>();
        services.AddSingleton<PanelAccounts>();
        services.AddSingleton<HtmlPages>();
        services.AddSingleton<JobsHandlers>();
        services.AddSingleton<AccountHandlers>();
        PanelOpenApi.Add(services);
        return services;
    }

    /// <summary>Maps everything below <c>/panel</c>. The endpoint must speak TLS: the pages' cookies are sent over nothing else.</summary>
    public static IEndpointRouteBuilder MapPanel(this IEndpointRouteBuilder endpoints)
    {
        JsonEndpoints.Map(endpoints);
        HtmlEndpoints.Map(endpoints);
        PanelOpenApi.Map(endpoints);
        return endpoints;
    }
}
