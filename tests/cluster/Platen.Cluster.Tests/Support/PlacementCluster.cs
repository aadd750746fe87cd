using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;
using Platen.Grains.Hosting;
using Platen.Grains.Tests.Support;
using Platen.Silo.Hosting;
using Platen.Silo.Options;

namespace Platen.Cluster.Tests.Support;

/// <summary>Silos of Orleans' TestingHost over one record in memory: the first is a master, the others are told what they are. Its transport is in memory and it notices a kill at once: it says nothing about times.</summary>
internal sealed class PlacementCluster : IAsyncDisposable
{
    private readonly Dictionary<string, ClusterOptions> _options = [];

    private PlacementCluster(IReadOnlyList<ClusterOptions> silos)
    {
        var builder = new InProcessTestClusterBuilder((short)silos.Count);
        for (var i = 0; i < silos.Count; i++)
        {
            _options[$"Silo_{i}"] = silos[i];
        }

        builder.ConfigureSilo((silo, orleans) => Configure(orleans, _options[silo.SiloName]));
        builder.ConfigureClient(client => client.Services.AddPlatenSerialization());
        Cluster = builder.Build();
    }

    public InProcessTestCluster Cluster { get; }

    /// <summary>What all silos have in common.</summary>
    public MemoryPorts Ports { get; } = new(TimeProvider.System);

    public MemoryRecords Records => Ports.Records;

    public IGrainFactory Grains => Cluster.Client;

    public static ClusterOptions Master => new() { Role = ClusterRole.Master, HomeSweepEvery = TimeSpan.FromHours(1) };

    public static ClusterOptions SiteSilo(string site) => new() { Role = ClusterRole.Site, Site = site, HomeSweepEvery = TimeSpan.FromHours(1) };

    public static async Task<PlacementCluster> StartAsync(params ClusterOptions[] silos)
    {
        var cluster = new PlacementCluster(silos);
        await cluster.Cluster.DeployAsync();
        await cluster.Cluster.WaitForLivenessToStabilizeAsync();
        await cluster.RolesAreKnownAsync();
        return cluster;
    }

    /// <summary>Starts one more silo.</summary>
    public async Task<InProcessSiloHandle> AddAsync(ClusterOptions options)
    {
        _options[$"Silo_{_options.Count}"] = options;
        var silo = await Cluster.StartAdditionalSiloAsync();
        await Cluster.WaitForLivenessToStabilizeAsync();
        await RolesAreKnownAsync();
        return silo;
    }

    public InProcessSiloHandle Silo(int index) => Cluster.Silos.Single(silo => silo.Name == $"Silo_{index}");

    /// <summary>Ends a silo without a word.</summary>
    public async Task KillAsync(string name)
    {
        await Cluster.KillSiloAsync(Cluster.Silos.Single(silo => silo.Name == name));
        await Cluster.WaitForLivenessToStabilizeAsync();
    }

    /// <summary>The name of the silo where the grain is active; null when it is not.</summary>
    public async Task<string?> WhereAsync(IAddressable grain)
    {
        var address = await Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grain);
        return address is null ? null : Cluster.GetSiloForAddress(address)?.Name;
    }

    /// <summary>Lets every silo look for grains that are not at home.</summary>
    public int SweepAll() => Cluster.GetActiveSilos().Sum(silo => silo.ServiceProvider.GetRequiredService<OrleansHomeSweep>().Sweep());

    public async ValueTask DisposeAsync() => await Cluster.DisposeAsync();

    private void Configure(ISiloBuilder silo, ClusterOptions options)
    {
        var services = Ports.AddTo(silo.Services);
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options));
        services.AddPlatenGrains();
        silo.AddPlatenPlacement(options).AddPlatenLimits(options);
    }

    // metadata arrives a moment after a silo joined
    private Task<bool> RolesAreKnownAsync() => Eventually.HoldsAsync("every silo knows every other one's role", () => Task.FromResult(Cluster.GetActiveSilos().All(KnowsAll)), static known => known);

    private bool KnowsAll(InProcessSiloHandle silo)
    {
        var metadata = silo.ServiceProvider.GetRequiredService<Orleans.Runtime.MembershipService.SiloMetadata.ISiloMetadataCache>();
        return Cluster.GetActiveSilos().All(other => !metadata.GetSiloMetadata(other.SiloAddress).Metadata.IsEmpty);
    }
}
