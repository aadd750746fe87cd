using Microsoft.Extensions.DependencyInjection;

namespace Platen.SiteAgent.Offline;

/// <summary>Adds the rules of a site that is cut off.</summary>
internal static class OfflineServices
{
    /// <summary>Wants the replica, the journal and an <see cref="Sessions.ISiteLinkState"/>.</summary>
    public static IServiceCollection AddOfflineRules(this IServiceCollection services)
    {
        services.AddSingleton<OfflinePages>();
        services.AddSingleton<OfflineGate>();
        services.AddSingleton<PendingCards>();
        services.AddSingleton<PendingPins>();
        services.AddHostedService<WaitingFacts>();
        return services;
    }
}
