using Microsoft.Extensions.DependencyInjection.Extensions;
using Platen.SiteAgent.Intake.Raw;
using Platen.SiteAgent.Sessions;
using Platen.SiteAgent.Uplink.Copies;
using Platen.SiteAgent.Uplink.Transfer;

namespace Platen.SiteAgent.Uplink;

/// <summary>Adds the life line to the cluster.</summary>
internal static class UplinkServices
{
    public static IServiceCollection AddUplink(this IServiceCollection services)
    {
        services.AddSingleton<LinkState>();
        services.AddSingleton<ISiteLinkState>(provider => provider.GetRequiredService<LinkState>());
        services.AddSingleton<GatewayAddresses>();
        services.AddSingleton<AgentEndpoints>();
        services.TryAddSingleton<ListeningFaults>();
        services.AddSingleton<Enrolment>();
        services.AddSingleton<IEndSessions, SessionEnder>();
        services.AddSingleton<CredentialRequests>();
        services.AddSingleton<ICredentialRequests>(provider => provider.GetRequiredService<CredentialRequests>());
        services.AddSingleton<IDirectoryPasswords>(provider => provider.GetRequiredService<CredentialRequests>());
        services.AddSingleton<IQrRequests, QrRequests>();
        services.AddSingleton<CommandRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<CommandRunner>());
        services.AddTransfer();
        services.AddCopyKeeping();
        services.AddSingleton<LinkSessionFactory>();
        services.AddHostedService<LinkService>();
        return services;
    }
}
