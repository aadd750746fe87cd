using Platen.Rpc.Tls;

namespace Platen.SiteAgent.Options;

/// <summary>Settings of the agent, section <c>Agent</c>. Each may be given in a JSON file, as <c>Agent__Name</c> in the environment, or as <c>--Agent:Name</c>. A port of 0 switches its service off.</summary>
public sealed class AgentOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Agent";

    /// <summary>The agent's data folder: identity, keys, spool, journal, replica. Created with owner-only rights.</summary>
    public string DataDirectory { get; set; } = "";

    /// <summary>Address that the agent's services listen on; <c>0.0.0.0</c> for all.</summary>
    public string ListenAddress { get; set; } = "127.0.0.1";

    /// <summary>LPD port (RFC 1179; 515 where the agent may open it).</summary>
    public int LpdPort { get; set; } = 1515;

    /// <summary>Port of LPD over TLS (PR07; 717 is usual); 0, as shipped: off.</summary>
    public int LpdTlsPort { get; set; }

    /// <summary>IPP port (631 where the agent may open it).</summary>
    public int IppPort { get; set; } = 1631;

    /// <summary>IPPS port (PR07).</summary>
    public int IppsPort { get; set; } = 8631;

    /// <summary>Further IPP ports, at most 8, e.g. 631 for mobile print beside another one for workstations (PR18).</summary>
    public IList<int> MoreIppPorts { get; } = [];

    /// <summary>Further IPPS ports, at most 8, e.g. 717 and 8632 for mobile print, AirPrint and Mopria (PR18).</summary>
    public IList<int> MoreIppsPorts { get; } = [];

    /// <summary>HTTPS port of the panels.</summary>
    public int PanelPort { get; set; } = 8081;

    /// <summary>Port on which other agents fetch documents directly, without the server in between; 0, as shipped: off, they come through the server.</summary>
    public int DirectPort { get; set; }

    /// <summary>host:port by which other agents reach <see cref="DirectPort"/>, e.g. where a router forwards it; empty: <see cref="ListenAddress"/>, or the machine's name, and the port itself.</summary>
    public string DirectAddress { get; set; } = "";

    /// <summary>Further host names and addresses for the agent's service certificate, beside the machine's name, localhost and <see cref="ListenAddress"/>.</summary>
    public IList<string> PublicNames { get; } = [];

    /// <summary>
    /// A certificate of your own for the agent's services (panels, IPPS, LPD over TLS; EN02): PEM with the issuers' certificates behind it, or PFX. It must have all of <see cref="PublicNames"/>. Read anew when the file changes.
    /// Empty: <c>keys/service.pem</c>, which the agent makes itself.
    /// </summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>The private key (PEM), when it is not in <see cref="CertificateFile"/>.</summary>
    public string CertificateKeyFile { get; set; } = "";

    /// <summary>A file whose first line is the password of the PFX or of the encrypted key.</summary>
    public string CertificatePasswordFile { get; set; } = "";

    /// <summary>The three of them.</summary>
    internal CertificateFileOptions Certificate => new(Section, CertificateFile, CertificateKeyFile, CertificatePasswordFile);
}
