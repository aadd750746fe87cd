namespace Platen.Silo.Options;

/// <summary>Settings of the silo process, section <c>Platen</c>. Each may be given in a JSON file, as <c>Platen__Name</c> in the environment, or as <c>--Platen:Name</c>.</summary>
public sealed class SiloOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Platen";

    /// <summary>The server's data folder: keys and certificates. Created with owner-only rights.</summary>
    public string DataDirectory { get; set; } = "";

    /// <summary>Npgsql connection string of the database of record.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Address that the gateway listens on; <c>0.0.0.0</c> for all.</summary>
    public string ListenAddress { get; set; } = "127.0.0.1";

    /// <summary>Plain HTTP port; it only redirects to <see cref="HttpsPort"/>. 0: none.</summary>
    public int HttpPort { get; set; } = 8080;

    /// <summary>HTTPS port of console, portal and REST.</summary>
    public int HttpsPort { get; set; } = 8090;

    /// <summary>Port that site agents dial (gRPC, mutual TLS).</summary>
    public int AgentLinkPort { get; set; } = 8091;

    /// <summary>Further host names and addresses for the server's certificate, beside the machine's name, localhost and <see cref="ListenAddress"/>.</summary>
    public IList<string> PublicNames { get; } = [];

    /// <summary>Tenant of a standalone installation.</summary>
    public string Tenant { get; set; } = "main";
}
