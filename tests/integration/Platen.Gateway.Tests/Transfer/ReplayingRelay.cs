using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platen.Contracts.AgentLink.V1;
using Platen.Rpc.Client;
using Platen.Rpc.Server;
using Methods = Platen.SiteAgent.Uplink.AgentLinkMethods;

namespace Platen.Gateway.Tests.Transfer;

/// <summary>A hostile gateway: it answers every fetch with what it was given.</summary>
internal sealed class ReplayingRelay(WebApplication app, RpcChannel channel) : IAsyncDisposable
{
    public RpcChannel Channel => channel;

    public static async Task<ReplayingRelay> StartAsync(IReadOnlyList<DocumentDown> messages)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        app.MapRpcBidi(Methods.FetchDocument, async (up, down, _) =>
        {
            await up.ReadAsync();
            foreach (var message in messages)
            {
                await down.WriteAsync(message);
            }
        });
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new ReplayingRelay(app, RpcChannel.Create(new SocketsHttpHandler(), new Uri(address)));
    }

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
