using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

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
    public static void UseOfflineMailTls(this ListenOptions listen, X509Certificate2 certificate)
    {
        listen.UseHttps(certificate, https => https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13);
        listen.UseConnectionHandler<OfflineMailHandler>();
    }
}
