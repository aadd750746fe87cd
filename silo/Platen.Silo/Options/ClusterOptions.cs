namespace Platen.Silo.Options;

/// <summary>Settings of a cluster of silos, section <c>Platen:Cluster</c>. Only the Orleans build has clusters; the other one refuses the section.</summary>
public sealed class ClusterOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = SiloOptions.Section + ":Cluster";

    /// <summary>Names the cluster; silos with the same name and database belong together. 1 to 63 characters of a-z, 0-9, '.', '_', '-'.</summary>
    public string Id { get; set; } = "platen";

    /// <summary>What this process hosts.</summary>
    public ClusterRole Role { get; set; } = ClusterRole.Master;

    /// <summary>The site whose grains this silo hosts; for <see cref="ClusterRole.Site"/> only.</summary>
    public string Site { get; set; } = "";

    /// <summary>Address that the other silos and the gateways reach this silo at. An address, not a name: it is the silo's identity.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Port for the other silos. Fixed, so that a silo that comes back replaces its own row of the membership at once.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>Port for gateways in processes of their own.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>
    /// The silos' gateway ports for <see cref="ClusterRole.Gateway"/>, which has no access to the database: <c>address:port</c>, or <c>name:port</c> for all addresses behind a name, which is looked up again and again.
    /// </summary>
    public IList<string> Silos { get; } = [];

    /// <summary>PEM file with this node's certificate and key; empty: the internal CA issues one. With <see cref="AuthorityFile"/>.</summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>PEM file with the certificate of the CA that issued the certificates of all nodes.</summary>
    public string AuthorityFile { get; set; } = "";

    /// <summary>How often a silo probes others. 500 ms to 30 s; default 2 s.</summary>
    public TimeSpan ProbeEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Probes that may be missed in a row before a silo votes another one dead. 2 to 20; default 3.</summary>
    public int MissedProbesMax { get; set; } = 3;

    /// <summary>Votes that evict a silo. 1 to 5; default 2. With one or two silos up, one is enough whatever stands here.</summary>
    public int EvictionVotes { get; set; } = 2;

    /// <summary>How often the table of silos is read even when nothing was heard. 1 s to 5 min; default 10 s.</summary>
    public TimeSpan RefreshEvery { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Requests that may wait for one activation; a further one is refused. 100 to 1,000,000; default 10,000.</summary>
    public int WaitingRequestsMax { get; set; } = 10_000;

    /// <summary>The largest message between nodes, in bytes. 64 KiB to 64 MiB; default 16 MiB.</summary>
    public int MessageBytesMax { get; set; } = 16 * 1024 * 1024;

    /// <summary>How often a silo looks for grains whose site's silo is up elsewhere. 1 s to 1 h; default 15 s.</summary>
    public TimeSpan HomeSweepEvery { get; set; } = TimeSpan.FromSeconds(15);
}
