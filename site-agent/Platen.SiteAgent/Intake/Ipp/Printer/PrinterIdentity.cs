using System.Security.Cryptography;
using System.Text;
using Platen.Contracts.AgentLink.V1;
using Platen.Protocols;

namespace Platen.SiteAgent.Intake.Ipp.Printer;

/// <summary>What a queue calls itself, over IPP and by DNS-SD.</summary>
internal static class PrinterIdentity
{
    public const string MakeAndModel = "Platen print queue";

    /// <summary>IEEE 1284 device id; CMD tells drivers what may be sent.</summary>
    public const string DeviceId = "MFG:Platen;MDL:print queue;CMD:PDF,PS,PCL,PWGRaster,AppleRaster,URF,JPEG;";

    /// <summary>The longest name of a DNS-SD instance, in octets (RFC 6763, 4.1.1).</summary>
    private const int DnsSdNameBytesMax = 63;

    /// <summary>The name that people choose a printer by.</summary>
    public static string DnsSdName(ReplicaQueue queue, string site)
    {
        var name = ClaimText.Of(queue.Name) is { Length: > 0 } given ? given : queue.QueueId;
        site = ClaimText.Of(site);
        return Utf8Text.Cut(site.Length > 0 ? $"{name} @ {site}" : name, DnsSdNameBytesMax);
    }

    /// <summary>The same queue has the same UUID at every site and after every restart.</summary>
    public static string Uuid(string? tenant, string queue)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"platen:{tenant}:{queue}"));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString();
    }
}
