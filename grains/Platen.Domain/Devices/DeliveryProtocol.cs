namespace Platen.Domain.Devices;

/// <summary>Protocol toward a device (PR06, PR08).</summary>
public enum DeliveryProtocol
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>A bare TCP stream (JetDirect).</summary>
    Raw = 1,

    /// <summary>RFC 1179.</summary>
    Lpr = 2,

    /// <summary>IPP over HTTP.</summary>
    Ipp = 3,

    /// <summary>IPP over HTTPS.</summary>
    Ipps = 4,

    /// <summary>A bare TCP stream inside TLS.</summary>
    RawTls = 5,
}
