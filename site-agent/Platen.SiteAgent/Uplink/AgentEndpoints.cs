using Microsoft.Extensions.Options;
using Platen.SiteAgent.OfflineMail;
using Platen.SiteAgent.Options;

namespace Platen.SiteAgent.Uplink;

/// <summary>Where this agent's services are reached, as it tells the cluster.</summary>
internal sealed class AgentEndpoints(IOptions<AgentOptions> options, IOptions<OfflineMailOptions> mail)
{
    /// <summary>Service name (lpd, lpds, ipp, ipps, panel, mail, mails, transfer, and further ports as ipp-2, ipps-2 …) to URI; services that are off are absent. The server gives none of their ports to a queue or device.</summary>
    public IReadOnlyDictionary<string, string> Get()
    {
        var value = options.Value;
        var host = value.ListenAddress is "0.0.0.0" or "::" ? Environment.MachineName : value.ListenAddress;
        (string Name, string Scheme, int Port, string Path)[] all =
        [
            ("lpd", "lpd", value.LpdPort, "/"), ("lpds", "lpds", value.LpdTlsPort, "/"), ("ipp", "ipp", value.IppPort, "/ipp/print/"), ("ipps", "ipps", value.IppsPort, "/ipp/print/"), ("panel", "https", value.PanelPort, "/panel/"),
            ("mail", "smtp", mail.Value.Port, "/"), ("mails", "smtps", mail.Value.TlsPort, "/"),
            .. value.MoreIppPorts.Select((port, index) => ($"ipp-{index + 2}", "ipp", port, "/ipp/print/")), .. value.MoreIppsPorts.Select((port, index) => ($"ipps-{index + 2}", "ipps", port, "/ipp/print/")),
        ];
        var endpoints = all.Where(service => service.Port > 0).ToDictionary(service => service.Name, service => $"{service.Scheme}://{host}:{service.Port}{service.Path}", StringComparer.Ordinal);
        if (value.DirectPort > 0)
        {
            endpoints.Add("transfer", value.DirectAddress.Length > 0 ? $"https://{value.DirectAddress}/" : $"https://{host}:{value.DirectPort}/");
        }

        return endpoints;
    }
}
