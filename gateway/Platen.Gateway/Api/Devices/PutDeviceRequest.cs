namespace Platen.Gateway.Api.Devices;

/// <summary>A device's settings, all of them: what is left out takes its default.</summary>
internal sealed record PutDeviceRequest
{
    /// <summary>The name for people, 1 to 200 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Where it stands.</summary>
    public string? Location { get; init; }

    /// <summary>Host name or address.</summary>
    public string? Host { get; init; }

    /// <summary>raw, rawTls, lpr, ipp or ipps.</summary>
    public string? Protocol { get; init; }

    /// <summary>TCP port of that protocol.</summary>
    public int? Port { get; init; }

    /// <summary>IPP resource path or LPR queue name; empty for RAW.</summary>
    public string? Path { get; init; }

    /// <summary>UDP port of SNMP; 0 or left out: no SNMP.</summary>
    public int? SnmpPort { get; init; }

    /// <summary>Addresses or CIDR prefixes that may open its panel; left out: its own address only.</summary>
    public IReadOnlyList<string>? PanelAddresses { get; init; }

    /// <summary>SHA-256 of the certificate that it must show over TLS, 64 hexadecimal digits; left out: the first one that it shows.</summary>
    public string? CertificateSha256 { get; init; }

    /// <summary>PEM of the CAs of which one must have issued its certificate; left out: the SHA-256 counts, or the first certificate.</summary>
    public string? CertificateAuthorities { get; init; }

    /// <summary>RAW only: wrap documents in PJL, so that the device reports its pages and takes copies, sides and colour.</summary>
    public bool Pjl { get; init; }

    /// <summary>How long a delivery that could not begin is tried again, 0 to 3,600 s; left out: 15.</summary>
    public int? RetrySeconds { get; init; }

    /// <summary>The document formats that it takes: postscript, pdf, pcl5, pclxl, pwg-raster, urf, jpeg, text; others are converted for it. Left out: what it says itself over IPP, or, without that, every format.</summary>
    public IReadOnlyList<string>? Accepts { get; init; }

    /// <summary>Prints in colour.</summary>
    public bool Colour { get; init; }

    /// <summary>Prints on two sides.</summary>
    public bool Duplex { get; init; }

    /// <summary>Takes jobs and logins; left out: true.</summary>
    public bool? Enabled { get; init; }

    /// <summary>What everybody needs after the card there: pin, password or pinOrPassword; left out or none: what the tenant's policy says.</summary>
    public string? SecondPhase { get; init; }

    /// <summary>Name of its card reader's format; left out: the tenant's for devices.</summary>
    public string? ReaderFormat { get; init; }

    /// <summary>Its ports for workstations at the agent; left out: closed.</summary>
    public SpoolingJson? Spooling { get; init; }
}
