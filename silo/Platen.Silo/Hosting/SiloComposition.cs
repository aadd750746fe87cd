using Microsoft.Extensions.Options;
using Platen.Domain.Ports;
using Platen.Domain.Users;
using Platen.Gateway.AgentLink;
using Platen.Gateway.Hosting;
using Platen.Gateway.Security;
using Platen.Console.Hosting;
using Platen.Grains.Hosting;
using Platen.Identity.Hosting;
using Platen.Mail.Hosting;
using Platen.Silo.Keys;
using Platen.Silo.Options;
using Platen.Silo.Passwords;
using Platen.Store.Hosting;

namespace Platen.Silo.Hosting;

/// <summary>
/// Puts the process together: a silo has store, keys, grains and a gateway; a gateway of its own has none of the first three. Which engine hosts the grains is the build's choice: EmbeddedGrainHosting or OrleansGrainHosting.
/// </summary>
internal static class SiloComposition
{
    public static WebApplicationBuilder AddSilo(this WebApplicationBuilder builder)
    {
        var role = ProcessRole.Of(builder.Configuration);
        var services = builder.Services;
        services.AddOptions<SiloOptions>().BindConfiguration(SiloOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SiloOptions>>(new SiloOptionsValidator(role, TimeProvider.System));
        services.AddSingleton(TimeProvider.System);
        var options = builder.Configuration.GetSection(SiloOptions.Section).Get<SiloOptions>() ?? new SiloOptions();
        if (role == ClusterRole.Gateway)
        {
            builder.AddGrainHosting();
            services.AddGatewayIdentity();
        }
        else
        {
            builder.AddRecordParts(options, role);
        }

        if (!string.IsNullOrEmpty(builder.Configuration[MetricsExport.Endpoint]))
        {
            services.AddHostedService<MetricsExport>();
        }

        builder.AddGatewayParts(options);
        return builder;
    }

    public static WebApplication MapSilo(this WebApplication app)
    {
        app.MapGateway().MapConsole(LoginLimits.Policy, LoginLimits.RoundTripPolicy);
        app.MapAgentLink();
        return app;
    }

    private static void AddRecordParts(this WebApplicationBuilder builder, SiloOptions options, ClusterRole role)
    {
        var services = builder.Services;
        services.AddSingleton<InternalCertificateAuthority>();
        services.AddSingleton<ICertificateAuthority>(provider => provider.GetRequiredService<InternalCertificateAuthority>());
        services.AddSingleton<IAuthorityCertificate>(provider => provider.GetRequiredService<InternalCertificateAuthority>());
        services.AddSingleton<ITlsIdentity>(provider => provider.GetRequiredService<InternalCertificateAuthority>());
        services.AddSingleton<INodeCertificateAuthority, NodeCertificateIssuer>();
        services.AddSingleton<IMasterKey, FileMasterKey>();
        services.AddSingleton<IAuditSigner, AuditSigner>();
        services.AddPlatenStore(store =>
        {
            // Platen:ConnectionString is the short name of Platen:Store:ConnectionString
            store.ConnectionString = options.ConnectionString;
            builder.Configuration.GetSection(StoreOptions.Section).Bind(store);
        });
        services.AddBackups(builder.Configuration, options);
        builder.AddGrainHosting();
        services.AddSingleton(PasswordScheme.Of(options.FipsPasswords));
        services.AddSingleton<ICommonPasswords>(new CommonList());
        if (options.BreachedPasswordsFile.Length > 0)
        {
            services.AddSingleton<IBreachedPasswords>(_ => BreachedFile.Open(options.BreachedPasswordsFile));
        }

        services.AddHostedService<PasswordSchemeNotice>();
        services.AddPlatenIdentity();
        services.AddPlatenMail(mail => builder.Configuration.GetSection(MailOptions.Section).Bind(mail));
        services.AddPlatenGrains();
        if (role == ClusterRole.Master)
        {
            services.AddHostedService<FirstStart>();
            services.AddHostedService<SiteWatch>();
            services.AddHostedService<AuditWatch>();
            services.AddHostedService<BackupSchedule>();
            services.AddHostedService<VersionNotice>();
            services.AddHostedService<DirectorySchedule>();
            services.AddHostedService<ReportTimer>();
            services.AddPlatenMailDelivery();
        }
    }
}
