using System.Net;
using Orleans.Messaging;
using Orleans.Runtime;
using ClusterOptions = Platen.Silo.Options.ClusterOptions;

namespace Platen.Silo.Hosting;

/// <summary>
/// Where a gateway finds the silos: addresses as they stand in the options, and all that the names there mean now. A name is looked up anew each time, because silos come back with other addresses (a container's, say).
/// </summary>
internal sealed partial class OrleansSiloAddresses(ClusterOptions options, ILogger<OrleansSiloAddresses> logger) : IGatewayListProvider
{
    private const int SilosMax = 256;

    public TimeSpan MaxStaleness => options.RefreshEvery;

    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    public async Task<IList<Uri>> GetGateways()
    {
        var found = new List<Uri>();
        foreach (var silo in options.Silos)
        {
            found.AddRange((await ResolveAsync(silo)).Select(endpoint => SiloAddress.New(endpoint, 0).ToGatewayUri()));
        }

        return [.. found.Distinct().Take(SilosMax)];
    }

    private async Task<IEnumerable<IPEndPoint>> ResolveAsync(string silo)
    {
        if (IPEndPoint.TryParse(silo, out var endpoint))
        {
            return [endpoint];
        }

        var address = new Uri("tcp://" + silo);
        try
        {
            return (await Dns.GetHostAddressesAsync(address.Host)).Select(found => new IPEndPoint(found, address.Port));
        }
        catch (System.Net.Sockets.SocketException fault)
        {
            LogUnknown(address.Host, fault.Message);
            return []; // no silo of that name is up; the others may be
        }
    }

    [LoggerMessage(1013, LogLevel.Warning, "No silo is found under the name {Host}: {Reason}")]
    private partial void LogUnknown(string host, string reason);
}
