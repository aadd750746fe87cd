using System.Net;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Metadata;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Platen.Grains.Nodes;
using ClusterOptions = Platen.Silo.Options.ClusterOptions;

namespace Platen.Silo.Hosting;

/// <summary>The parts of a silo, each to be used alone by tests that bring another membership or transport.</summary>
internal static class OrleansSilo
{
    /// <summary>All but TLS: identity, endpoints, membership in PostgreSQL, placement, limits, failure detection.</summary>
    public static ISiloBuilder AddPlatenSilo(this ISiloBuilder silo, ClusterOptions options, string connectionString) => silo
        .Configure<Orleans.Configuration.ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.Id, OrleansMembership.ServiceId))
        .Configure<SiloOptions>(self => self.SiloName = OrleansMembership.NameOf(options))
        .ConfigureEndpoints(IPAddress.Parse(options.Address), options.SiloPort, options.GatewayPort)
        .UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = (OrleansMembership.Invariant, OrleansMembership.ConnectionString(connectionString)))
        .AddPlatenPlacement(options)
        .AddPlatenLimits(options);

    /// <summary>Site affinity, and the sweep that sends grains home.</summary>
    public static ISiloBuilder AddPlatenPlacement(this ISiloBuilder silo, ClusterOptions options)
    {
        silo.UseSiloMetadata(OrleansSiloRoles.Describe(options));
        var services = silo.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddPlatenSerialization();
        services.AddSingleton<OrleansSiloRoles>();
        services.AddSingleton<INodeList, OrleansNodeList>();
        services.AddSingleton<IGrainPropertiesProvider, OrleansGrainPlacement>();
        services.AddSingleton<OrleansPlacedGrains>();
        services.AddSingleton<IConfigureGrainContextProvider>(static provider => provider.GetRequiredService<OrleansPlacedGrains>());
        services.AddPlacementFilter<OrleansSiteAffinityStrategy, OrleansSiteAffinityDirector>(ServiceLifetime.Transient);
        services.AddSingleton<OrleansHomeSweep>();
        services.AddHostedService(static provider => provider.GetRequiredService<OrleansHomeSweep>());
        return silo;
    }

    /// <summary>Bounds on queues and messages, and how soon a dead silo is found.</summary>
    public static ISiloBuilder AddPlatenLimits(this ISiloBuilder silo, ClusterOptions options) => silo
        .Configure<SiloMessagingOptions>(messaging =>
        {
            // Orleans has no limit of its own on waiting requests, and 100 MB on messages
            messaging.MaxEnqueuedRequestsHardLimit = options.WaitingRequestsMax;
            messaging.MaxEnqueuedRequestsHardLimit_StatelessWorker = options.WaitingRequestsMax;
            messaging.MaxMessageBodySize = options.MessageBytesMax;
            messaging.MaxMessageHeaderSize = OrleansMembership.HeaderBytesMax;
        })
        .Configure<ClusterMembershipOptions>(membership => OrleansMembership.Configure(membership, options));
}
