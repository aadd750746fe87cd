using Microsoft.Extensions.Options;
using Platen.Console.Hosting;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Gateway.AgentLink;
using Platen.Gateway.Hosting;
using Platen.Gateway.Security;
using Platen.Grains.Hosting;
using Platen.Silo.Keys;
using Platen.Silo.Options;
using Platen.Store.Hosting;

namespace Platen.Silo.Hosting;

/// <summary>Puts the silo together: store, grain engine, grains, gateway. Which engine hosts the grains is the build's choice: EmbeddedGrainHosting or OrleansGrainHosting.</summary>
internal static class SiloComposition
{
    public static WebApplicationBuilder AddSilo(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<SiloOptions>().BindConfiguration(SiloOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SiloOptions>, SiloOptionsValidator>();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<InternalCertificateAuthority>();
        services.AddSingleton<ICertificateAuthority>(provider => provider.GetRequiredService<InternalCertificateAuthority>());
        services.AddSingleton<IMasterKey, FileMasterKey>();
        var options = builder.Configuration.GetSection(SiloOptions.Section).Get<SiloOptions>() ?? new SiloOptions();
        services.AddPlatenStore(store =>
        {
            // Platen:ConnectionString is the short name of Platen:Store:ConnectionString
            store.ConnectionString = options.ConnectionString;
            builder.Configuration.GetSection(StoreOptions.Section).Bind(store);
        });
        builder.AddGrainHosting();
        services.AddPlatenGrains();
        services.AddAgentLink();
        var tenant = TenantId.TryParse(options.Tenant, out var id) ? id : default;
        services.AddGateway(gateway =>
        {
            gateway.Tenant = tenant;
            gateway.ProblemPage = ProblemPage.WriteAsync;
            (gateway.HttpPort, gateway.HttpsPort, gateway.AgentLinkPort) = (options.HttpPort, options.HttpsPort, options.AgentLinkPort);
        });
        services.AddConsole(console => (console.Tenant, console.AgentLinkPort) = (tenant, options.AgentLinkPort));
        services.AddHostedService<FirstStart>();
        if (!string.IsNullOrEmpty(builder.Configuration[MetricsExport.Endpoint]))
        {
            services.AddHostedService<MetricsExport>();
        }

        builder.WebHost.ConfigureKestrel((_, kestrel) =>
        {
            var provider = kestrel.ApplicationServices;
            GatewayListeners.Configure(
                kestrel, provider.GetRequiredService<IOptions<SiloOptions>>().Value, provider.GetRequiredService<InternalCertificateAuthority>(), provider.GetRequiredService<TimeProvider>());
        });
        return builder;
    }

    public static WebApplication MapSilo(this WebApplication app)
    {
        app.MapGateway().MapConsole(LoginLimits.Policy);
        app.MapAgentLink();
        return app;
    }
}
