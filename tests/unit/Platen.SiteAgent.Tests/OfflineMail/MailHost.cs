using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.OfflineMail;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Sessions;
using Platen.SiteAgent.Tests.Delivery;
using Platen.SiteAgent.Tests.Intake;
using Platen.SiteAgent.Tests.Sessions;

namespace Platen.SiteAgent.Tests.OfflineMail;

/// <summary>Offline mail of a site that is offline and may be, with this machine as its device; curl is the device, aiosmtpd the customer's mail server.</summary>
internal sealed class MailHost : IAsyncDisposable
{
    private WebApplication? _app;

    /// <summary>Deleted at the end.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("platen-mail-").FullName;

    public SessionFixture.LinkState Link { get; } = new() { LastContact = TimeProvider.System.GetUtcNow() };

    public FilledReplica Replica { get; } = new() { Policy = new ReplicaPolicy { OfflineSecondsMax = 3_600 } };

    public int Port { get; private set; }

    public static async Task<MailHost> StartAsync(Action<OfflineMailOptions> change)
    {
        var host = new MailHost();
        host.Replica.Set(new ReplicaDevice { DeviceId = "mfp", Host = "127.0.0.1", Enabled = true });
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddLogging();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddOfflineMail();
        builder.Services.Configure(change);
        builder.Services.AddSingleton<IReplica>(host.Replica);
        builder.Services.AddSingleton<ISiteLinkState>(host.Link);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseOfflineMail()));
        host._app = builder.Build();
        await host._app.StartAsync();
        host.Port = new Uri(host._app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single()).Port;
        return host;
    }

    /// <summary>Sends a message by curl; its exit code, and what was said.</summary>
    public async Task<(int Code, string Said)> SendAsync(byte[] message, params string[] recipients)
    {
        var path = Path.Combine(Folder, "message");
        await File.WriteAllBytesAsync(path, message);
        return await PrintClient.TryRunAsync(
            "curl", "curl", Folder,
            ["-sv", "--max-time", "30", $"smtp://127.0.0.1:{Port}/mfp.example.org", "--mail-from", "mfp@example.org", .. recipients.SelectMany(to => new[] { "--mail-rcpt", to }), "--upload-file", path]);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }
}
