using System.Collections.Immutable;
using Platen.Domain.Devices;

namespace Platen.Grains.Abstractions.Devices;

/// <summary>A device's settings, all of them.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.devices.put-device")]
public sealed record PutDevice
{
    /// <summary>The name for people, 1 to 200 characters.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>Where it stands, 200 characters at most.</summary>
    [Id(1)]
    public string Location { get; init; } = "";

    /// <summary>Host name or address.</summary>
    [Id(2)]
    public required string Host { get; init; }

    /// <summary>Protocol toward it (PR06, PR08).</summary>
    [Id(3)]
    public required DeliveryProtocol Protocol { get; init; }

    /// <summary>TCP port of that protocol, 1 to 65,535.</summary>
    [Id(4)]
    public required int Port { get; init; }

    /// <summary>IPP resource path (begins with a slash) or LPR queue name; empty for RAW.</summary>
    [Id(5)]
    public string Path { get; init; } = "";

    /// <summary>UDP port of SNMP; 0: no SNMP.</summary>
    [Id(6)]
    public int SnmpPort { get; init; }

    /// <summary>Addresses or CIDR prefixes that may open its panel, at most 32; empty: its own address only.</summary>
    [Id(7)]
    public ImmutableArray<string> PanelAddresses { get; init; } = [];

    /// <summary>Prints in colour.</summary>
    [Id(8)]
    public bool Colour { get; init; }

    /// <summary>Prints on two sides.</summary>
    [Id(9)]
    public bool Duplex { get; init; }

    /// <summary>Takes jobs and logins.</summary>
    [Id(10)]
    public bool Enabled { get; init; } = true;

    /// <summary>SHA-256 of the certificate that it must show over TLS, 64 hexadecimal digits (colons are taken too); empty: the first one that it shows.</summary>
    [Id(11)]
    public string CertificateSha256 { get; init; } = "";

    /// <summary>Its ports for workstations (PR13 to PR17).</summary>
    [Id(12)]
    public DeviceSpooling Spooling { get; init; } = new();

    /// <summary>RAW only: wrap documents in PJL.</summary>
    [Id(13)]
    public bool Pjl { get; init; }

    /// <summary>PEM of the CAs of which one must have issued its certificate, 8 at most; empty: the SHA-256 counts, or the first certificate.</summary>
    [Id(14)]
    public string CertificateAuthorities { get; init; } = "";

    /// <summary>How long a delivery that could not begin is tried again, 0 to 3,600 s.</summary>
    [Id(15)]
    public int RetrySeconds { get; init; } = DeviceRules.RetrySecondsUsual;

    /// <summary>The document formats that it takes, by <see cref="DeviceFormatRules.Words"/>; empty: what it says itself over IPP, or, without that, every format.</summary>
    [Id(16)]
    public ImmutableArray<string> Accepts { get; init; } = [];

    /// <summary>How people log in there, where it differs from the tenant's policy.</summary>
    [Id(20)]
    public DeviceLogins Logins { get; init; } = new();
}
