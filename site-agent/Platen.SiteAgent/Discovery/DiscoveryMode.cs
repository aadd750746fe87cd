namespace Platen.SiteAgent.Discovery;

/// <summary>Whether queues are made known by DNS-SD.</summary>
internal enum DiscoveryMode
{
    Unspecified = 0,

    /// <summary>Where Avahi is installed and the agent listens on more than this machine's loopback.</summary>
    Auto = 1,

    /// <summary>Always; without Avahi the agent does not start.</summary>
    On = 2,

    /// <summary>Never.</summary>
    Off = 3,
}
