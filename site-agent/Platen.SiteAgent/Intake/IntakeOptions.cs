using Platen.SiteAgent.Intake.Ipp;

namespace Platen.SiteAgent.Intake;

/// <summary>Limits of the intake, section <c>Intake</c>.</summary>
internal sealed class IntakeOptions
{
    public const string Section = "Intake";

    /// <summary>Documents that come in at the same time, over all protocols; further ones are told to try later. 1 to 10,000.</summary>
    public int ReceptionsMax { get; set; } = 500;

    /// <summary>A connection that sends nothing for so long is ended, and what it sent is no job. 5 s to 1 h.</summary>
    public TimeSpan IdleMax { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>IPP: how long a job made by Create-Job waits for its document (<c>multiple-operation-time-out</c>). 10 s to 1 h.</summary>
    public TimeSpan CreatedJobIdleMax { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>IPPS: jobs are taken from users who give their password only (HTTP Basic), and over plain IPP none at all. Without it a password is welcome, and a name without one is a claim.</summary>
    public bool IppPasswordRequired { get; set; }

    /// <summary>IPP: how many times its compressed size a gzip or deflate document may have, beyond its first 16 MiB. 10 to 1,000.</summary>
    public int CompressionRatioMax { get; set; } = 250;

    /// <summary>How long Ghostscript may count one document's pages, in processor time and by the clock; the pages of a slower one stay unknown. 1 s to 1 h.</summary>
    public TimeSpan RenderTimeMax { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>RAW: connections to one port at the same time. 1 to 10,000.</summary>
    public int RawConnectionsMax { get; set; } = 200;

    /// <summary>Connections to all ports together; a further one is closed at once. 10 to 100,000.</summary>
    public int ConnectionsMax { get; set; } = 4_000;

    /// <summary>Connections from one address; a further one is closed at once. A print server that sends for many users has one address. 1 to 100,000.</summary>
    public int ConnectionsPerAddressMax { get; set; } = 256;

    /// <summary>PEM file with the CA certificates of workstations' users: LPR over TLS asks for a client certificate of them, and takes the user it names as the owner. Empty: no certificate is asked for.</summary>
    public string ClientCaFile { get; set; } = "";

    internal CompressionLimits Compression => new(CompressionRatioMax);
}
