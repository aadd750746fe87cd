using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Platen.SiteAgent.Intake.Hosting;

namespace Platen.SiteAgent.OfflineMail;

/// <summary>Adds offline mail.</summary>
internal static class OfflineMailServices
{
    public static IServiceCollection AddOfflineMail(this IServiceCollection services)
    {
        services.AddOptions<OfflineMailOptions>().BindConfiguration(OfflineMailOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OfflineMailOptions>, OfflineMailOptionsValidator>();
        services.AddSingleton<OfflineMailRule>();
        services.AddSingleton<OfflineMailHandler>();
        return services;
    }

    /// <summary>Makes a listener speak SMTP.</summary>
    public static void UseOfflineMail(this ListenOptions listen) => listen.UseConnectionHandler<OfflineMailHandler>();

    /// <summary>Makes a listener speak SMTP over TLS.</summary>
    public static void UseOfflineMailTls(this ListenOptions listen, Func<SslStreamCertificateContext> certificate)
    {
        listen.UseTls(SslProtocols.Tls12 | SslProtocols.Tls13, certificate);
        listen.UseConnectionHandler<OfflineMailHandler>();
    }
}
