using System.Net;
using Platen.Contracts.AgentLink.V1;

namespace Platen.SiteAgent.Sessions;

/// <summary>Which addresses may open a device's panel: those of <c>panel_addresses</c> (addresses or CIDR prefixes), or else the device's own host only.</summary>
internal sealed class PanelAccess(IHostAddresses hosts)
{
    /// <summary>Whether the address may open the panel. Entries that are neither address nor prefix admit nobody.</summary>
    public async ValueTask<bool> IsAllowedAsync(ReplicaDevice device, IPAddress? source, CancellationToken cancellationToken)
    {
        if (source is null)
        {
            return false;
        }

        var address = Plain(source);
        if (device.PanelAddresses.Count > 0)
        {
            return device.PanelAddresses.Any(entry => Matches(entry, address));
        }

        return device.Host.Length > 0 && (await hosts.FindAsync(device.Host, cancellationToken)).Any(a => Plain(a).Equals(address));
    }

    /// <summary>The address as it is compared and journaled: IPv4 in its own form, without scope.</summary>
    public static IPAddress Plain(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress(address.GetAddressBytes());

    private static bool Matches(string entry, IPAddress address)
    {
        var slash = entry.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return IPAddress.TryParse(entry, out var single) && Plain(single).Equals(address);
        }

        // IPNetwork.TryParse refuses a prefix with host bits, which people do write (10.1.2.3/24)
        return IPAddress.TryParse(entry.AsSpan(0, slash), out var network) && int.TryParse(entry.AsSpan(slash + 1), out var bits) && Contains(Plain(network), bits, address);
    }

    private static bool Contains(IPAddress network, int bits, IPAddress address)
    {
        var (left, right) = (network.GetAddressBytes(), address.GetAddressBytes());
        if (left.Length != right.Length || bits < 0 || bits > left.Length * 8)
        {
            return false;
        }

        for (var i = 0; i < left.Length && bits > 0; i++, bits -= 8)
        {
            var mask = bits >= 8 ? 0xFF : 0xFF << (8 - bits);
            if (((left[i] ^ right[i]) & mask) != 0)
            {
                return false;
            }
        }

        return true;
    }
}
