using Microsoft.Extensions.Options;
using Platen.Console.Hosting;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Gateway.AgentLink;
using Platen.Gateway.AgentLink.Peers;
using Platen.Gateway.Hosting;
using Platen.Silo.Keys;
using Platen.Rpc.Tls;
using Platen.Silo.Options;

namespace Platen.Silo.Hosting;

/// <summary>The gateway: listeners, REST, console, agent link. It needs grains to call and an <see cref="ITlsIdentity"/>, and neither store nor CA.</summary>
internal static class GatewayParts
{
    /// <summary>The name by which people reach the server, as far as it knows.</summary>
    public static string PublicName(SiloOptions options) =>
        options.PublicNames.Count > 0 ? options.PublicNames[0] : options.ListenAddress is "0.0.0.0" or "::" ? Environment.MachineName : options.ListenAddress;

    /// <summary>What every process has: options that are checked, and the gateway.</summary>
    public static void AddGatewayParts(this WebApplicationBuilder builder, SiloOptions options)
    {
        var services = builder.Services;
        services.AddSingleton<ServerNames>();
        services.AddAgentLink();
        var tenant = TenantId.TryParse(options.Tenant, out var id) ? id : default;
        services.AddGateway(gateway =>
        {
            gateway.Tenant = tenant;
            gateway.ProblemPage = ProblemPage.WriteAsync;
            gateway.PublicAddress = $"https://{PublicName(options)}:{options.HttpsPort}";
            gateway.AgentLinkAddresses = [.. options.AgentLinkAddresses];
            (gateway.HttpPort, gateway.HttpsPort, gateway.AgentLinkPort, gateway.MutualTlsPort) = (options.HttpPort, options.HttpsPort, options.AgentLinkPort, options.MutualTlsPort);
        });
        services.AddConsole(console => (console.Tenant, console.AgentLinkPort, console.PublicAddress) = (tenant, options.AgentLinkPort, $"https://{PublicName(options)}:{options.HttpsPort}"));
        builder.WebHost.ConfigureKestrel((_, kestrel) =>
        {
            var provider = kestrel.ApplicationServices;
            var (identity, names) = (provider.GetRequiredService<ITlsIdentity>(), provider.GetRequiredService<ServerNames>().All);
            identity.Prepare(names);
            GatewayListeners.Configure(
                kestrel,
                provider.GetRequiredService<IOptions<SiloOptions>>().Value,
                identity,
                provider.GetRequiredService<IGatewayPeers>(),
                Tls(provider, identity, names));
        });
    }

    private static ServerTls Tls(IServiceProvider provider, ITlsIdentity identity, IReadOnlyList<string> names)
    {
        var options = provider.GetRequiredService<IOptions<SiloOptions>>().Value;
        var (time, logger) = (provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ServerTls>>());
        return new ServerTls(identity, names, time, logger) { Given = options.Certificate.IsGiven ? new ReloadedCertificate(options.Certificate, [.. options.PublicNames], time, logger) : null };
    }

    /// <summary>The certificates of a gateway in a process of its own. After what connects to the silos: hosted services start in order.</summary>
    public static void AddGatewayIdentity(this IServiceCollection services)
    {
        services.AddSingleton<GatewayIdentity>();
        services.AddSingleton<ITlsIdentity>(provider => provider.GetRequiredService<GatewayIdentity>());
        services.AddSingleton<IAuthorityCertificate>(provider => provider.GetRequiredService<GatewayIdentity>());
        services.AddHostedService<GatewayEnrolment>();
    }
}
