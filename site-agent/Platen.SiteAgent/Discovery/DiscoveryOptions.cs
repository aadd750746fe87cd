namespace Platen.SiteAgent.Discovery;

/// <summary>How queues are made known on the network (DNS-SD, RFC 6763), section <c>Discovery</c>.</summary>
internal sealed class DiscoveryOptions
{
    public const string Section = "Discovery";

    /// <summary>Whether queues are made known.</summary>
    public DiscoveryMode Mode { get; set; } = DiscoveryMode.Auto;

    /// <summary>Queues to make known, by their names; empty: all. Telephones show every queue that they see.</summary>
    public IList<string> Queues { get; } = [];

    /// <summary>Avahi's program that publishes a service (Debian: avahi-utils); it needs a running avahi-daemon.</summary>
    public string Program { get; set; } = "/usr/bin/avahi-publish";
}
