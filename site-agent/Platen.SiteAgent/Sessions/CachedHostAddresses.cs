using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Platen.SiteAgent.Sessions;

/// <summary>Asks the machine's resolver, waits a short time at most, and remembers the answer for a minute. Host names come from the devices of the site, so they are few.</summary>
internal sealed partial class CachedHostAddresses(TimeProvider time, ILogger<CachedHostAddresses> logger) : IHostAddresses
{
    private const int HostsMax = 4096;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, IPAddress[] Addresses)> _known = new(StringComparer.OrdinalIgnoreCase);

    public async ValueTask<IReadOnlyList<IPAddress>> FindAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var address))
        {
            return [address];
        }

        if (_known.TryGetValue(host, out var known) && time.GetUtcNow() - known.At < Fresh)
        {
            return known.Addresses;
        }

        var found = await ResolveAsync(host, cancellationToken);
        if (_known.Count >= HostsMax)
        {
            _known.Clear();
        }

        // an old answer is better than none while the name service is away (I4)
        var addresses = found.Length > 0 || known.Addresses is null ? found : known.Addresses;
        _known[host] = (time.GetUtcNow(), addresses);
        return addresses;
    }

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellationToken).WaitAsync(WaitMax, time, cancellationToken);
        }
        catch (Exception e) when (e is SocketException or TimeoutException or ArgumentException)
        {
            LogUnresolved(logger, host, e.Message);
            return [];
        }
    }

    [LoggerMessage(2421, LogLevel.Warning, "The device's host name {Host} cannot be resolved ({Reason}); its panel is refused. Mend the name, or give the device panel addresses")]
    private static partial void LogUnresolved(ILogger logger, string host, string reason);
}
