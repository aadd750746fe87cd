using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Protocols;
using Platen.SiteAgent.Intake;
using Platen.SiteAgent.Intake.Ipp;
using Platen.SiteAgent.Intake.Ipp.Printer;
using Platen.SiteAgent.Options;
using Platen.SiteAgent.Replica;

namespace Platen.SiteAgent.Discovery;

/// <summary>
/// What DNS-SD says of the queues: IPP and IPPS, each with the sub-types that AirPrint (<c>_universal</c>), and Mopria and IPP Everywhere (<c>_print</c>, PWG 5100.14, 4.2) look for.
/// The words are those of the Bonjour Printing specification 1.2.1 and of AirPrint.
/// </summary>
internal static class PrinterServices
{
    private const int WordBytesMax = 255;

    /// <summary>Formats for telephones; the ones that a TXT record has room for, the best first.</summary>
    private const string Formats = "application/octet-stream,application/pdf,image/urf,image/pwg-raster,image/jpeg,application/postscript";

    public static IEnumerable<PrinterService> Of(IReplica replica, AgentOptions agent, bool isPasswordRequired)
    {
        foreach (var queue in replica.Queues.OrderBy(queue => queue.QueueId, StringComparer.Ordinal))
        {
            // without TLS no password is taken, so a plain printer would only refuse
            if (agent.IppPort > 0 && !isPasswordRequired)
            {
                yield return Service("_ipp._tcp", agent.IppPort, queue, replica, isPasswordRequired);
            }

            if (agent.IppsPort > 0)
            {
                yield return Service("_ipps._tcp", agent.IppsPort, queue, replica, isPasswordRequired);
            }
        }
    }

    private static PrinterService Service(string type, int port, ReplicaQueue queue, IReplica replica, bool isPasswordRequired)
    {
        var device = queue.Kind == ReplicaQueue.Types.Kind.Direct && DeviceId.TryParse(queue.DeviceId, out var id) ? replica.FindDevice(id) : null;
        var traits = PrinterTraits.Of(device);
        var site = replica.Policy?.SiteName ?? "";
        static string Flag(bool isTrue) => isTrue ? "T" : "F";
        string[] words =
        [
            "txtvers=1", "qtotal=1", "rp=" + QueuePath.Prefix[1..] + queue.QueueId, "ty=" + PrinterIdentity.MakeAndModel, "note=" + ClaimText.Of(device?.Location is { Length: > 0 } place ? place : site), "product=(Platen)",
            "pdl=" + Formats, "URF=" + string.Join(',', RasterAbilities.UrfOf(traits)), "UUID=" + PrinterIdentity.Uuid(replica.Policy?.TenantName, queue.QueueId), "Color=" + Flag(traits.Colour),
            "Duplex=" + Flag(traits.Duplex), "Copies=T", "Collate=T", "PaperMax=tabloid-A3", "kind=document", "priority=50", "air=" + (isPasswordRequired ? "username,password" : "none"), "TLS=1.2",
        ];
        return new PrinterService(
            PrinterIdentity.DnsSdName(queue, site), type, port, [$"_universal._sub.{type}", $"_print._sub.{type}"], [.. words.Select(word => Utf8Text.Cut(word, WordBytesMax))]);
    }
}
