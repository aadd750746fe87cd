using System.Net;
using Orleans.Messaging;
using Orleans.Runtime;
using ClusterOptions = Platen.Silo.Options.ClusterOptions;

namespace Platen.Silo.Hosting;

/// <summary>
/// Where a gateway finds the silos. First at the addresses that stand in the options, and all that the names there mean now: a name is looked up anew each time, because silos come back with other addresses (a container's, say).
/// Once connected, at those that the membership calls active: a frozen machine keeps its connections, so that without this a gateway would go on to call through it for as long as it is frozen.
/// </summary>
internal sealed partial class OrleansSiloAddresses(ClusterOptions options, OrleansSiloLosses losses, IServiceProvider services, TimeProvider time, ILogger<OrleansSiloAddresses> logger) : IGatewayListProvider
{
    private const int SilosMax = 256;
    private const int AttemptsMax = 3;
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(1.5);

    private IReadOnlyList<Uri> _last = [];
    private int _asked;

    /// <summary>How often a client looks: twice as often as silos, which also tell each other.</summary>
    public static TimeSpan RefreshEvery(ClusterOptions options) => options.RefreshEvery / 2;

    public TimeSpan MaxStaleness => RefreshEvery(options);

    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    public async Task<IList<Uri>> GetGateways()
    {
        // while connected, the last answer is better than none; the settings are for the start, and for when all are gone
        var found = !losses.IsConnected ? await ConfiguredAsync()
            : await ActiveAsync() is { Count: > 0 } active ? active
            : _last.Count > 0 ? _last : await ConfiguredAsync();
        var gone = _last.Except(found).Any();
        _last = found;
        if (gone)
        {
            losses.Lost(); // also where there was no connection to it: another silo may have passed calls on to it
        }

        return [.. found];
    }

    private async Task<IReadOnlyList<Uri>> ActiveAsync()
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            if (await AskAsync() is { Count: > 0 } active)
            {
                return active;
            }
        }

        return [];
    }

    // a grain that each silo has for itself; another key each time, so that another silo is asked when one hangs
    private async Task<IReadOnlyList<Uri>> AskAsync()
    {
        try
        {
            var silos = await services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(Interlocked.Increment(ref _asked)).GetDetailedHosts(onlyActive: true).WaitAsync(AnswerMax, time);
            return [.. silos.Where(silo => silo.ProxyPort > 0).Select(silo => GatewayUri(new IPEndPoint(silo.SiloAddress.Endpoint.Address, silo.ProxyPort))).OrderBy(static uri => uri.AbsoluteUri, StringComparer.Ordinal).Take(SilosMax)];
        }
        // ArgumentException: connected, but not told yet which grains there are
        catch (Exception fault) when (fault is OrleansException or TimeoutException or System.Data.Common.DbException or InvalidOperationException or ArgumentException)
        {
            LogUnanswered(fault.Message);
            return [];
        }
    }

    private async Task<IReadOnlyList<Uri>> ConfiguredAsync()
    {
        var found = new List<Uri>();
        foreach (var silo in options.Silos)
        {
            found.AddRange((await ResolveAsync(silo)).Select(GatewayUri));
        }

        return [.. found.Distinct().Take(SilosMax)];
    }

    private static Uri GatewayUri(IPEndPoint endpoint) => SiloAddress.New(endpoint, 0).ToGatewayUri();

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

    [LoggerMessage(1015, LogLevel.Warning, "No silo says which silos are active; those known are kept: {Reason}")]
    private partial void LogUnanswered(string reason);

    [LoggerMessage(1013, LogLevel.Warning, "No silo is found under the name {Host}: {Reason}")]
    private partial void LogUnknown(string host, string reason);
}
