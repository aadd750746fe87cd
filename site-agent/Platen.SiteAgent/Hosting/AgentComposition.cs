using System.Net;
using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Platen.SiteAgent.Alarms;
using Platen.SiteAgent.Audit;
using Platen.SiteAgent.Delivery.Hosting;
using Platen.SiteAgent.Discovery;
using Platen.SiteAgent.Identity;
using Platen.SiteAgent.Intake;
using Platen.SiteAgent.Intake.Hosting;
using Platen.SiteAgent.OfflineMail;
using Platen.SiteAgent.Options;
using Platen.SiteAgent.Panel;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Roaming;
using Platen.SiteAgent.Sessions;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Spool.Hosting;
using Platen.SiteAgent.Telemetry;
using Platen.SiteAgent.Uplink;

namespace Platen.SiteAgent.Hosting;

/// <summary>Puts the agent together. Everything that serves workstations, people and devices starts without the server; only the uplink looks for it.</summary>
internal static class AgentComposition
{
    public static WebApplicationBuilder AddSiteAgent(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AgentOptions>().BindConfiguration(AgentOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AgentOptions>, AgentOptionsValidator>();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<AgentFolders>();
        services.AddSingleton<AgentIdentityFile>();
        services.AddSingleton<ServiceCertificate>();
        services.AddSingleton<ServiceTls>();
        services.AddSpool();
        services.AddOptions<SpoolOptions>().Configure<AgentFolders>((options, folders) => options.Directory = options.Directory.Length > 0 ? options.Directory : folders.Spool);
        var options = builder.Configuration.GetSection(AgentOptions.Section).Get<AgentOptions>() ?? new AgentOptions();
        services.AddSingleton(provider => provider.GetRequiredService<SpoolEngine>().Ring);
        services.AddReplica(replica => replica.Directory = Path.Combine(options.DataDirectory, "replica"));
        services.AddIntake();
        services.AddDiscovery();
        services.AddDelivery();
        services.AddPanelSessions();
        services.AddPanel();
        services.AddAuditHeads();
        services.AddUplink();
        services.AddRoaming();
        services.AddOfflineMail();
        services.AddAlarms();
        services.AddSingleton<OwnerClaims>();
        services.AddTelemetry(builder.Configuration);
        services.AddHostedService(provider => provider.GetRequiredService<OwnerClaims>());
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, kestrel.ApplicationServices));
        return builder;
    }

    public static WebApplication MapSiteAgent(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<AgentOptions>>().Value;
        app.UseIpp([options.IppPort, options.IppsPort, .. options.MoreIppPorts, .. options.MoreIppsPorts]);
        app.UseWhen(http => http.Connection.LocalPort != options.PanelPort, other => other.Run(http =>
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }));
        app.UseRouting();
        app.MapPanel();
        app.MapGet("/health/live", () => "ok\n");
        app.MapGet("/health/ready", (IReplica replica) => replica.Policy is null
            ? Results.Text("The site has not got its replica from the server yet.\n", statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Text("ok\n"));
        return app;
    }

    private static void Listen(KestrelServerOptions kestrel, IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<AgentOptions>>().Value;
        var address = IPAddress.Parse(options.ListenAddress);
        kestrel.AddServerHeader = false;
        var tls = services.GetRequiredService<ServiceTls>();
        tls.Current(); // a fault shows at the start, not at the first client
        var gate = services.GetRequiredService<ConnectionGate>();
        void Open(int port, Action<ListenOptions> configure)
        {
            if (port > 0)
            {
                kestrel.Listen(address, port, listen =>
                {
                    listen.Use(gate.Guard);
                    configure(listen);
                });
            }
        }

        foreach (var port in options.MoreIppPorts.Prepend(options.IppPort))
        {
            Open(port, listen => listen.Protocols = HttpProtocols.Http1);
        }

        foreach (var port in options.MoreIppsPorts.Prepend(options.IppsPort))
        {
            Open(port, listen => listen.UseIpps(tls.Current));
        }

        Open(options.PanelPort, listen => listen.UseTls(SslProtocols.Tls12 | SslProtocols.Tls13, tls.Current));
        Open(options.LpdPort, listen => listen.UseLpd());
        Open(options.LpdTlsPort, listen => listen.UseLpdTls(tls.Current));
        var mail = services.GetRequiredService<IOptions<OfflineMailOptions>>().Value;
        Open(mail.Port, listen => listen.UseOfflineMail());
        Open(mail.TlsPort, listen => listen.UseOfflineMailTls(tls.Current));
    }
}
