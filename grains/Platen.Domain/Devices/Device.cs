using System.Collections.Immutable;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;

namespace Platen.Domain.Devices;

/// <summary>A printer or MFP of a site, and how to talk to it.</summary>
public sealed record Device
{
    /// <summary>Whose device it is (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Its site.</summary>
    public required SiteId Site { get; init; }

    /// <summary>Its id, unique in the tenant.</summary>
    public required DeviceId Id { get; init; }

    /// <summary>The name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands.</summary>
    public string Location { get; init; } = "";

    /// <summary>Host name or address.</summary>
    public required string Host { get; init; }

    /// <summary>Protocol toward it (PR08).</summary>
    public required DeliveryProtocol Protocol { get; init; }

    /// <summary>TCP port of that protocol.</summary>
    public required int Port { get; init; }

    /// <summary>IPP resource path or LPR queue name; empty for RAW.</summary>
    public string Path { get; init; } = "";

    /// <summary>UDP port of SNMP for the state check; 0: no SNMP.</summary>
    public int SnmpPort { get; init; }

    /// <summary>Addresses or CIDR prefixes that may open its panel; empty: its own address only.</summary>
    public ImmutableArray<string> PanelAddresses { get; init; } = [];

    /// <summary>SHA-256 of the certificate that it must show over TLS, 64 hexadecimal digits; empty: the one that it shows first, from then on only that one.</summary>
    public string CertificateSha256 { get; init; } = "";

    /// <summary>
    /// The CAs (PEM) of which one must have issued the device's certificate, for the name or address in <see cref="Host"/>; empty: <see cref="CertificateSha256"/> counts (NW02).
    /// </summary>
    public string CertificateAuthorities { get; init; } = "";

    /// <summary>RAW: each document is wrapped in PJL, so that the device reports its pages and its end, and takes copies, sides and colour. A device that knows no PJL prints the wrapper.</summary>
    public bool Pjl { get; init; }

    /// <summary>How long a delivery that could not begin, because the device did not answer or was busy, is tried again, in seconds; 0: not at all.</summary>
    public int RetrySeconds { get; init; } = DeviceRules.RetrySecondsUsual;

    /// <summary>The document formats that it takes, by <see cref="DeviceFormatRules.Words"/>; empty: what it says itself over IPP, or, without that, every format. Other documents are converted for it (PR18).</summary>
    public ImmutableArray<string> Accepts { get; init; } = [];

    /// <summary>Prints in colour.</summary>
    public bool Colour { get; init; }

    /// <summary>Prints on two sides.</summary>
    public bool Duplex { get; init; }

    /// <summary>Takes jobs and logins.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Its ports for workstations (PR13 to PR17).</summary>
    public DeviceSpooling Spooling { get; init; } = new();

    /// <summary>How people log in there.</summary>
    public DeviceLogins Logins { get; init; } = new();

    /// <summary>What it last said about itself.</summary>
    public DeviceStatus Status { get; init; } = new();

    /// <summary>Grows by one with each change; the compare-and-swap guard. 0: not recorded yet.</summary>
    public long Version { get; init; }
}
