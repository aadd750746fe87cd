using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Messaging;
using ClusterOptions = Platen.Silo.Options.ClusterOptions;

namespace Platen.Silo.Hosting;

/// <summary>A process that calls grains and hosts none, such as a gateway of its own. It gives <see cref="IClusterClient"/> and <see cref="IGrainFactory"/>, as a silo does.</summary>
internal static class OrleansClient
{
    /// <summary>All but TLS. The silos are those of <see cref="ClusterOptions.Silos"/>, or those in the database when that list is empty.</summary>
    public static IClientBuilder AddPlatenClient(this IClientBuilder client, ClusterOptions options, string connectionString)
    {
        client.Services.AddPlatenSerialization();
        client.Configure<Orleans.Configuration.ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.Id, OrleansMembership.ServiceId));
        client.Configure<ClientMessagingOptions>(messaging =>
        {
            messaging.MaxMessageBodySize = options.MessageBytesMax;
            messaging.MaxMessageHeaderSize = OrleansMembership.HeaderBytesMax;
        });
        // a gateway that comes up before the silos waits for them
        client.Services.TryAddSingleton(TimeProvider.System);
        client.UseConnectionRetryFilter<OrleansConnectionRetry>();
        client.Services.AddSingleton<OrleansSiloLosses>();
        client.AddOutgoingGrainCallFilter<OrleansLostCallFilter>();
        client.AddGatewayCountChangedHandler(static services =>
        {
            var losses = services.GetRequiredService<OrleansSiloLosses>();
            return (_, change) => losses.ConnectionsChanged(change.NumberOfConnectedGateways, change.PreviousNumberOfConnectedGateways);
        });
        client.Configure<GatewayOptions>(gateway => gateway.GatewayListRefreshPeriod = OrleansSiloAddresses.RefreshEvery(options));
        if (options.Silos.Count > 0)
        {
            client.Services.AddSingleton<IGatewayListProvider>(provider => ActivatorUtilities.CreateInstance<OrleansSiloAddresses>(provider, options));
            return client;
        }

        return client.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = (OrleansMembership.Invariant, OrleansMembership.ConnectionString(connectionString)));
    }
}
