using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Platen.Silo.Hosting;
using Platen.Silo.Options;

namespace Platen.Gateway.Tests.Hosting;

/// <summary>A gateway as a process of its own is composed, with a folder of its own, that reaches a silo by nothing but its grains.</summary>
public sealed class GatewayHost : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platen-gateway-own-").FullName;
    private readonly WebApplication _app;

    private GatewayHost(SiloHost silo)
    {
        string[] settings =
        [
            $"--Platen:DataDirectory={_folder}", "--Platen:HttpPort=0", $"--Platen:HttpsPort={HttpsPort}", $"--Platen:AgentLinkPort={AgentLinkPort}",
            $"--Platen:AgentLinkAddresses:0=https://127.0.0.1:{silo.AgentLinkPort}", $"--Platen:AgentLinkAddresses:1=https://127.0.0.1:{AgentLinkPort}",
        ];
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ApplicationName = typeof(SiloComposition).Assembly.GetName().Name });
        builder.Logging.ClearProviders();
        var services = builder.Services;
        services.AddOptions<SiloOptions>().BindConfiguration(SiloOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SiloOptions>>(new SiloOptionsValidator(ClusterRole.Gateway));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(silo.Services.GetRequiredService<IGrainFactory>());
        services.AddGatewayIdentity();
        builder.AddGatewayParts(builder.Configuration.GetSection(SiloOptions.Section).Get<SiloOptions>()!);
        _app = builder.Build();
        _app.MapSilo();
    }

    public int HttpsPort { get; } = FreePort();

    public int AgentLinkPort { get; } = FreePort();

    public IServiceProvider Services => _app.Services;

    /// <summary>Its data folder.</summary>
    public DirectoryInfo Folder => new(_folder);

    public static async Task<GatewayHost> StartAsync(SiloHost silo)
    {
        var host = new GatewayHost(silo);
        await host._app.StartAsync();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
