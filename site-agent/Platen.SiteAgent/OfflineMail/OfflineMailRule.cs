using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Platen.Protocols.Smtp;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.OfflineMail;

/// <summary>
/// When a device's mail is passed on (MS06): a mail server is set, the site may work offline, and it is offline and within its limit. And only for the site's own devices: anybody else would have a relay.
/// </summary>
internal sealed class OfflineMailRule(IReplica replica, ISiteLinkState link, IOptions<OfflineMailOptions> options, TimeProvider time)
{
    private static readonly TimeSpan LookUpMax = TimeSpan.FromSeconds(3);

    /// <summary>Why a message from this address is not passed on now; null: it is.</summary>
    public async ValueTask<SmtpReply?> RefusalAsync(IPAddress client, CancellationToken cancellationToken)
    {
        if (options.Value.Server.Length == 0)
        {
            return new SmtpReply(550, "5.3.5 No mail server is set for offline mail: set OfflineMail:Server at the site agent.");
        }

        if (replica.Policy is not { OfflineSecondsMax: > 0 } policy)
        {
            return new SmtpReply(550, "5.7.1 Working offline is switched off for this site.");
        }

        if (link.IsOnline)
        {
            return new SmtpReply(450, "4.3.2 The site is online: send to the server.");
        }

        if (link.OfflineFor is not { } gone || gone > TimeSpan.FromSeconds(policy.OfflineSecondsMax))
        {
            return new SmtpReply(450, "4.7.1 The site has been offline longer than it may be: look at its line to the server.");
        }

        return await IsDeviceAsync(client.IsIPv4MappedToIPv6 ? client.MapToIPv4() : client, cancellationToken)
            ? null
            : new SmtpReply(550, "5.7.1 Only this site's devices may send: no device has your address.");
    }

    private async ValueTask<bool> IsDeviceAsync(IPAddress client, CancellationToken cancellationToken)
    {
        var devices = replica.Devices.Where(device => device.Enabled).ToArray();
        if (devices.Any(device => IPAddress.TryParse(device.Host, out var address) && address.Equals(client)))
        {
            return true;
        }

        var names = devices.Select(device => device.Host).Where(host => !IPAddress.TryParse(host, out _)).Distinct(StringComparer.OrdinalIgnoreCase);
        var found = await Task.WhenAll(names.Select(name => LookUpAsync(name, cancellationToken)));
        return found.Any(addresses => addresses.Contains(client));
    }

    private async Task<IPAddress[]> LookUpAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(name, cancellationToken).WaitAsync(LookUpMax, time, cancellationToken);
        }
        catch (Exception fault) when (fault is SocketException or TimeoutException or ArgumentException)
        {
            return []; // a name that nobody knows is nobody's
        }
    }
}
