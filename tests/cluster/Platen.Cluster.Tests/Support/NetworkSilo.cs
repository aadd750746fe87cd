using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Orleans.Runtime;
using Platen.Domain.Ports;
using Platen.Grains.Hosting;
using Platen.Identity.Hosting;
using Platen.Mail.Hosting;
using Platen.Grains.Tests.Support;
using Platen.Silo.Hosting;
using Platen.Silo.Options;
using Platen.Store.Hosting;
using Platen.TestKit.Audit;

namespace Platen.Cluster.Tests.Support;

/// <summary>A silo as the product composes it, without the gateway: sockets, mutual TLS, membership and record in PostgreSQL. Many can run in this process.</summary>
internal sealed class NetworkSilo : IAsyncDisposable
{
    private static readonly MemorySecrets Secrets = new(TimeProvider.System);

    private readonly IHost _host;
    private bool _stopped;
    private bool _disposed;

    private NetworkSilo(IHost host, ClusterOptions options, TimeSpan startTime) => (_host, Options, StartTime) = (host, options, startTime);

    public ClusterOptions Options { get; }

    /// <summary>From the composition to ready.</summary>
    public TimeSpan StartTime { get; }

    /// <summary>What this silo answered.</summary>
    public required CallCounter Calls { get; init; }

    public IServiceProvider Services => _host.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public SiloAddress Address => Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

    /// <summary>Options of a silo on free ports of this machine.</summary>
    public static ClusterOptions OptionsOf(ClusterRole role, string site = "", string cluster = "test") => new()
    {
        Id = cluster,
        Role = role,
        Site = site,
        SiloPort = FreePort(),
        GatewayPort = FreePort(),
        RefreshEvery = TimeSpan.FromSeconds(1),
        HomeSweepEvery = TimeSpan.FromSeconds(1),
    };

    public static async Task<NetworkSilo> StartAsync(ClusterOptions options, string database, OrleansNodeCertificates certificates)
    {
        var watch = Stopwatch.StartNew();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<IMasterKey>(new MasterKey()).AddSingleton<IAuditSigner>(new TestAuditSigner(TimeProvider.System.GetUtcNow())).AddSingleton<ICertificateAuthority>(Secrets);
        builder.Services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options));
        builder.Services.AddPlatenStore(store => (store.ConnectionString, store.RetryFor) = (database, TimeSpan.FromMilliseconds(500)));
        builder.Services.AddPlatenIdentity();
        builder.Services.AddPlatenMail(_ => { });
        builder.Services.AddPlatenGrains();
        var calls = new CallCounter();
        builder.UseOrleans(silo => silo.AddPlatenSilo(options, database).AddPlatenTls(certificates).AddIncomingGrainCallFilter(calls));
        var host = builder.Build();
        await host.StartAsync();
        return new NetworkSilo(host, options, watch.Elapsed) { Calls = calls };
    }

    /// <summary>Waits until this silo has been told what all of so many silos are.</summary>
    public Task KnowsAsync(int silos) => Eventually.HoldsAsync($"{Options.SiloPort} knows {silos} silos and their roles", () => Task.FromResult(Known()), known => known == silos);

    /// <summary>Stops as on SIGTERM.</summary>
    public async Task StopAsync()
    {
        if (!_stopped)
        {
            _stopped = true;
            await _host.StopAsync();
        }
    }

    /// <summary>Stops without handing anything over, as far as that goes in a process that lives on.</summary>
    public async Task LoseAsync()
    {
        _stopped = true;
        await _host.StopAsync(new CancellationToken(canceled: true));
        await DisposeAsync(); // its connections to the database
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (!_disposed)
        {
            _disposed = true;
            await ((IAsyncDisposable)_host).DisposeAsync();
        }
    }

    private int Known()
    {
        var metadata = Services.GetRequiredService<Orleans.Runtime.MembershipService.SiloMetadata.ISiloMetadataCache>();
        return Services.GetRequiredService<ISiloStatusOracle>().GetApproximateSiloStatuses(onlyActive: true).Keys.Count(silo => !metadata.GetSiloMetadata(silo).Metadata.IsEmpty);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class MasterKey : IMasterKey
    {
        public ImmutableArray<byte> Key { get; } = [.. Enumerable.Repeat((byte)7, 32)];
    }
}
