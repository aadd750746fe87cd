using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Platen.SiteAgent.Alarms;
using Platen.SiteAgent.Intake.Ipp;
using Platen.SiteAgent.Intake.Ipp.Access;
using Platen.SiteAgent.Intake.Ipp.Jobs;
using Platen.SiteAgent.Intake.Ipp.Operations;
using Platen.SiteAgent.Intake.Ipp.Printer;
using Platen.SiteAgent.Intake.Ipp.Subscriptions;
using Platen.SiteAgent.Intake.Lpd;
using Platen.SiteAgent.Intake.Raw;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Rendering.Hosting;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Intake.Hosting;

/// <summary>Adds the ways in: LPD, IPP, IPPS, RAW.</summary>
internal static class IntakeServices
{
    private static readonly TimeSpan HandshakeMax = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddIntake(this IServiceCollection services)
    {
        services.AddOptions<IntakeOptions>().BindConfiguration(IntakeOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<IntakeOptions>, IntakeOptionsValidator>();
        services.Replace(ServiceDescriptor.Singleton<IMemoryPoolFactory<byte>, IntakeMemoryPoolFactory>());
        services.AddSingleton<JobReceiver>();
        services.TryAddSingleton<ConnectionGate>();
        services.AddRendering();
        services.AddSingleton<GhostscriptCounter>();
        services.AddSingleton<PageRenderer>();
        services.AddHostedService(provider => provider.GetRequiredService<PageRenderer>());
        services.AddSingleton<LpdConnectionHandler>();
        services.AddSingleton<LpdQueueView>();
        services.AddSingleton<ClientCertificates>();
        services.AddSingleton<RawConnection>();
        services.TryAddSingleton<ListeningFaults>();
        services.AddSingleton<IAlarmSource>(provider => provider.GetRequiredService<ListeningFaults>());
        services.AddHostedService<RawListeners>();
        services.AddSingleton<IppEndpoint>();
        services.AddSingleton<PrinterClock>();
        services.AddSingleton<IppJobs>();
        services.TryAddSingleton<CredentialCheck>();
        services.AddSingleton<IppAuthenticator>();
        services.AddSingleton<FailedLoginLimit>();
        services.AddSingleton<IAlarmSource>(provider => provider.GetRequiredService<FailedLoginLimit>());
        services.AddPasswordScheme().TryAddSingleton<JobPasswords>();
        services.AddSingleton<IppPrinterDescription>();
        services.AddSingleton<PrinterIdentification>();
        services.AddSingleton<PrinterRecords>();
        services.AddSingleton<SubscriptionStore>();
        services.AddSingleton<SubscriptionCreation>();
        services.AddSingleton<JobEvents>();
        services.AddSingleton<PrinterEvents>();
        services.AddHostedService(provider => provider.GetRequiredService<PrinterEvents>());
        services.AddSingleton<IppJobViews>();
        services.AddSingleton<JobRequests>();
        services.AddSingleton<JobCancellation>();
        services.AddSingleton<JobHolding>();
        services.AddSingleton<CreatedJobEnd>();
        services.AddHostedService<IppJobEnds>();
        services.AddSingleton<CreatedJobs>();
        services.AddHostedService(provider => provider.GetRequiredService<CreatedJobs>());
        return services.AddIppOperations();
    }

    /// <summary>Makes a listener speak LPD.</summary>
    public static void UseLpd(this ListenOptions listen) => listen.UseConnectionHandler<LpdConnectionHandler>();

    /// <summary>Makes a listener speak LPD over TLS (PR07); it asks for a client certificate where the customer has named a CA.</summary>
    public static void UseLpdTls(this ListenOptions listen, Func<SslStreamCertificateContext> certificate)
    {
        var clients = listen.ApplicationServices.GetRequiredService<ClientCertificates>();
        listen.UseTls(SslProtocols.Tls12 | SslProtocols.Tls13, certificate, () => clients.AreWanted, clients);
        listen.UseConnectionHandler<LpdConnectionHandler>();
    }

    /// <summary>
    /// Makes a listener take IPPS. TLS 1.2 only: TLS 1.3 sends its session tickets after the handshake, which .NET cannot switch off; libcups 2.4.2 (Debian 12), when it waits with a
    /// time limit, takes that for a broken connection and dials again without end. Every IPP client speaks TLS 1.2. It asks for a client certificate where a queue wants one.
    /// </summary>
    public static void UseIpps(this ListenOptions listen, Func<SslStreamCertificateContext> certificate)
    {
        var clients = listen.ApplicationServices.GetRequiredService<ClientCertificates>();
        listen.Protocols = HttpProtocols.Http1;
        listen.UseTls(SslProtocols.Tls12, certificate, () => clients.AreWantedByAQueue, clients);
    }

    /// <summary>Makes a listener speak TLS, with the certificate as it is when a connection comes.</summary>
    public static void UseTls(this ListenOptions listen, SslProtocols protocols, Func<SslStreamCertificateContext> certificate) => listen.UseTls(protocols, certificate, () => false, clients: null);

    private static void UseTls(this ListenOptions listen, SslProtocols protocols, Func<SslStreamCertificateContext> certificate, Func<bool> asksClient, ClientCertificates? clients) => listen.UseHttps(new TlsHandshakeCallbackOptions
    {
        HandshakeTimeout = HandshakeMax,
        OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificate(),
            EnabledSslProtocols = protocols,
            ClientCertificateRequired = asksClient(),

            // none is fine; one that nobody trusts is not
            RemoteCertificateValidationCallback = (_, shown, _, _) => shown is null || (shown is X509Certificate2 client && clients?.IsTrusted(client) == true),
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        }),
    });

    /// <summary>Answers IPP requests on the given ports, before anything else looks at them.</summary>
    public static IApplicationBuilder UseIpp(this IApplicationBuilder app, params int[] ports)
    {
        var endpoint = app.ApplicationServices.GetRequiredService<IppEndpoint>();
        return app.Use((http, next) =>
            ports.Contains(http.Connection.LocalPort) && QueuePath.IsIpp(http.Request.Path.Value ?? "")
                ? endpoint.HandleAsync(http)
                : next(http));
    }

    private static IServiceCollection AddIppOperations(this IServiceCollection services)
    {
        services.AddSingleton<IIppOperation, PrintJobOperation>();
        services.AddSingleton<IIppOperation, ValidateJobOperation>();
        services.AddSingleton<IIppOperation, CreateJobOperation>();
        services.AddSingleton<IIppOperation, SendDocumentOperation>();
        services.AddSingleton<IIppOperation, CloseJobOperation>();
        services.AddSingleton<IIppOperation, CancelJobOperation>();
        services.AddSingleton<IIppOperation, CancelMyJobsOperation>();
        services.AddSingleton<IIppOperation, GetJobAttributesOperation>();
        services.AddSingleton<IIppOperation, SetJobAttributesOperation>();
        services.AddSingleton<IIppOperation, GetJobsOperation>();
        services.AddSingleton<IIppOperation, HoldJobOperation>();
        services.AddSingleton<IIppOperation, ReleaseJobOperation>();
        services.AddSingleton<IIppOperation, RestartJobOperation>();
        services.AddSingleton<IIppOperation, GetPrinterAttributesOperation>();
        services.AddSingleton<IIppOperation, GetPrinterSupportedValuesOperation>();
        services.AddSingleton<IIppOperation, IdentifyPrinterOperation>();
        services.AddSingleton<IIppOperation, CreatePrinterSubscriptionsOperation>();
        services.AddSingleton<IIppOperation, CreateJobSubscriptionsOperation>();
        services.AddSingleton<IIppOperation, GetSubscriptionAttributesOperation>();
        services.AddSingleton<IIppOperation, GetSubscriptionsOperation>();
        services.AddSingleton<IIppOperation, RenewSubscriptionOperation>();
        services.AddSingleton<IIppOperation, CancelSubscriptionOperation>();
        services.AddSingleton<IIppOperation, GetNotificationsOperation>();
        return services;
    }
}
