namespace Platen.VirtualMfp;

/// <summary>Where the device really listens: the content of mfp.json.</summary>
internal sealed record MfpEndpoints
{
    public required string Address { get; init; }

    public required int RawPort { get; init; }

    public required int RawTlsPort { get; init; }

    public required int IppPort { get; init; }

    public required int IppsPort { get; init; }

    public required int LpdPort { get; init; }

    public required int SnmpPort { get; init; }

    public required int ControlPort { get; init; }

    public required string IppUri { get; init; }

    public required string IppsUri { get; init; }

    public required string ControlUri { get; init; }

    public required string OutputFolder { get; init; }

    /// <summary>SHA-256 of the certificate that IPPS and RAW over TLS show, in hexadecimal.</summary>
    public required string CertificateSha256 { get; init; }

    public required string SerialNumber { get; init; }

    public required int ProcessId { get; init; }
}
