using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Platen.SiteAgent.Offline;

namespace Platen.SiteAgent.Sessions;

/// <summary>Adds logins and sessions to the agent.</summary>
internal static class PanelSessionServices
{
    /// <summary>
    /// Adds <see cref="PanelLogin"/>, <see cref="PanelSessions"/>, <see cref="PanelAccess"/> and the sweeper, with options from section <c>Panel</c>.
    /// Wants the replica, the journal, an <see cref="ISiteLinkState"/>, <see cref="Delivery.IReleases"/> and the configuration.
    /// </summary>
    public static IServiceCollection AddPanelSessions(this IServiceCollection services)
    {
        services.AddOptions<PanelSessionOptions>().BindConfiguration(PanelSessionOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PanelSessionOptions>, PanelSessionOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IHostAddresses, CachedHostAddresses>();
        services.AddSingleton<PanelAccess>();
        services.AddPasswordScheme();
        services.AddHostedService<PasswordSchemeNotice>();
        services.AddSingleton<CredentialCheck>();
        services.AddSingleton<PanelSessions>();
        services.AddOfflineRules();
        services.AddSingleton<SecondPhaseTickets>();
        services.AddSingleton<QrLogins>();
        services.AddSingleton<PanelLogin>();
        services.AddHostedService<PanelSessionSweeper>();
        return services;
    }
}
