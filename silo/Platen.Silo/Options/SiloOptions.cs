using Platen.Rpc.Tls;

namespace Platen.Silo.Options;

/// <summary>Settings of the silo process, section <c>Platen</c>. Each may be given in a JSON file, as <c>Platen__Name</c> in the environment, or as <c>--Platen:Name</c>.</summary>
public sealed class SiloOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Platen";

    /// <summary>The server's data folder: keys and certificates. Created with owner-only rights.</summary>
    public string DataDirectory { get; set; } = "";

    /// <summary>
    /// The folder with the internal CA (<c>ca.pem</c>) and the master key (<c>master.key</c>), the same for all silos of a cluster; it may be read-only. Empty: <c>keys</c> in <see cref="DataDirectory"/>, where they are made at first start.
    /// </summary>
    public string KeysDirectory { get; set; } = "";

    /// <summary>Npgsql connection string of the database of record; none for a gateway in a process of its own.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Address that the gateway listens on; <c>0.0.0.0</c> for all.</summary>
    public string ListenAddress { get; set; } = "127.0.0.1";

    /// <summary>Plain HTTP port; it only redirects to <see cref="HttpsPort"/>. 0: none.</summary>
    public int HttpPort { get; set; } = 8080;

    /// <summary>HTTPS port of console, portal and REST.</summary>
    public int HttpsPort { get; set; } = 8090;

    /// <summary>Port that site agents dial (gRPC, mutual TLS).</summary>
    public int AgentLinkPort { get; set; } = 8091;

    /// <summary>Port at which programs may show a certificate of their own (RFC 8705): REST and OAuth answer there, no page does, and browsers are never asked at <see cref="HttpsPort"/>. 0: none.</summary>
    public int MutualTlsPort { get; set; }

    /// <summary>Further host names and addresses for the server's certificate, beside the machine's name, localhost and <see cref="ListenAddress"/>.</summary>
    public IList<string> PublicNames { get; } = [];

    /// <summary>
    /// A certificate of your own for console, portal and REST (EN02, NW02): PEM with the issuers' certificates behind it, or PFX. It must have all of <see cref="PublicNames"/>. Read anew when the file changes. The agent link
    /// keeps the internal CA's, by which agents know their server. Empty: the internal CA's.
    /// </summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>The private key (PEM), when it is not in <see cref="CertificateFile"/>.</summary>
    public string CertificateKeyFile { get; set; } = "";

    /// <summary>A file whose first line is the password of the PFX or of the encrypted key.</summary>
    public string CertificatePasswordFile { get; set; } = "";

    /// <summary>The three of them.</summary>
    internal CertificateFileOptions Certificate => new(Section, CertificateFile, CertificateKeyFile, CertificatePasswordFile);

    /// <summary>
    /// Addresses of all gateways that site agents may dial (<c>https://host:port</c>), 16 at most. Agents learn them when they link, keep them, and dial another one when theirs is gone. Empty: they stay with the one that they enrolled at.
    /// </summary>
    public IList<string> AgentLinkAddresses { get; } = [];

    /// <summary>Whether this silo makes the set-up link while the system is not set up. A new link replaces the one before, so of a cluster's masters one makes it.</summary>
    public bool SetUpLink { get; set; } = true;

    /// <summary>Hash passwords and PINs by PBKDF2 only, as FIPS 140 wants it; hashes that are there already change at their users' next login.</summary>
    public bool FipsPasswords { get; set; }

    /// <summary>
    /// A file of breached passwords that nobody may choose: lines <c>HASH:COUNT</c>, ordered by hash, SHA-1 or NT hashes in hexadecimal capitals. Empty: new passwords are held against the product's own list of common words only.
    /// </summary>
    public string BreachedPasswordsFile { get; set; } = "";

    /// <summary>Tenant of a standalone installation.</summary>
    public string Tenant { get; set; } = "main";
}
