using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Platen.VirtualMfp.Net;

/// <summary>A Kestrel of its own with one handler, over HTTP and, with a certificate, over HTTPS too.</summary>
internal sealed class HttpDoor : IAsyncDisposable
{
    private readonly WebApplication _application;

    private HttpDoor(WebApplication application) => _application = application;

    internal int HttpPort => PortOf("http");

    internal int HttpsPort => PortOf("https");

    /// <summary>Starts to listen.</summary>
    /// <param name="address">Address to listen on.</param>
    /// <param name="httpPort">Port for HTTP, 0 for a free one.</param>
    /// <param name="https">Port and certificate for HTTPS, or null for none.</param>
    /// <param name="isRefusing">Asked for each connection; those that are refused are reset at once.</param>
    /// <param name="handler">Answers every request.</param>
    internal static async Task<HttpDoor> OpenAsync(IPAddress address, int httpPort, (int Port, X509Certificate2 Certificate)? https, Func<bool> isRefusing, RequestDelegate handler)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Listen(address, httpPort, listen => Prepare(listen, isRefusing));
            if (https is { } secure)
            {
                kestrel.Listen(address, secure.Port, listen =>
                {
                    Prepare(listen, isRefusing);
                    listen.UseHttps(secure.Certificate);
                });
            }
        });
        var application = builder.Build();
        application.Run(handler);
        await application.StartAsync();
        return new HttpDoor(application);
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _application.StopAsync(patience.Token);
        await _application.DisposeAsync();
    }

    private static void Prepare(ListenOptions listen, Func<bool> isRefusing)
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.Use(next => connection =>
        {
            if (!isRefusing())
            {
                return next(connection);
            }

            connection.Abort(new ConnectionAbortedException("the device refuses connections"));
            return Task.CompletedTask;
        });
    }

    private int PortOf(string scheme) => _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
        .Select(address => new Uri(address))
        .First(address => address.Scheme == scheme)
        .Port;
}
