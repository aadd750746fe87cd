using System.Diagnostics.Metrics;
using Platen.Grains.Abstractions.Sites;

namespace Platen.Gateway.AgentLink;

/// <summary>What the gateway counts of its agents; meter <c>Platen.Gateway</c>.</summary>
internal static class GatewayInstruments
{
    private static readonly Meter Meter = new("Platen.Gateway");
    private static readonly Counter<long> Links = Meter.CreateCounter<long>("platen.gateway.links", description: "Links that agents asked for, by whether they were let in; fenced ones wait for an administrator.");

    public static void OnLinkOpened(LinkCode code) => Links.Add(1, new KeyValuePair<string, object?>("result", code.ToString()));
}
