using Microsoft.Extensions.Options;
using Platen.SiteAgent.Options;

namespace Platen.SiteAgent.Uplink;

/// <summary>Where this agent's services are reached, as it tells the cluster.</summary>
internal sealed class AgentEndpoints(IOptions<AgentOptions> options)
{
    /// <summary>Service name (lpd, ipp, ipps, panel, transfer) to URI; services that are off are absent.</summary>
    public IReadOnlyDictionary<string, string> Get()
    {
        var value = options.Value;
        var host = value.ListenAddress is "0.0.0.0" or "::" ? Environment.MachineName : value.ListenAddress;
        var all = new (string Name, string Scheme, int Port, string Path)[]
        {
            ("lpd", "lpd", value.LpdPort, "/"), ("lpds", "lpds", value.LpdTlsPort, "/"), ("ipp", "ipp", value.IppPort, "/ipp/print/"), ("ipps", "ipps", value.IppsPort, "/ipp/print/"), ("panel", "https", value.PanelPort, "/panel/"),
        };
        var endpoints = all.Where(service => service.Port > 0).ToDictionary(service => service.Name, service => $"{service.Scheme}://{host}:{service.Port}{service.Path}", StringComparer.Ordinal);
        if (value.DirectPort > 0)
        {
            endpoints.Add("transfer", value.DirectAddress.Length > 0 ? $"https://{value.DirectAddress}/" : $"https://{host}:{value.DirectPort}/");
        }

        return endpoints;
    }
}
