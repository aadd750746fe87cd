namespace Platen.Protocols.Snmp;

/// <summary>Kinds of value; the values are the identifier octets of BER (RFC 2578 section 7.1, RFC 3416 section 3).</summary>
public enum SnmpValueKind : byte
{
    /// <summary>Not a value.</summary>
    Unspecified = 0,

    /// <summary>Signed 32-bit integer.</summary>
    Integer = 0x02,

    /// <summary>Octets.</summary>
    OctetString = 0x04,

    /// <summary>Nothing; in requests.</summary>
    Null = 0x05,

    /// <summary>An object identifier.</summary>
    ObjectIdentifier = 0x06,

    /// <summary>IPv4 address, 4 octets.</summary>
    IpAddress = 0x40,

    /// <summary>Counter that wraps at 2^32.</summary>
    Counter32 = 0x41,

    /// <summary>Unsigned 32-bit number that does not wrap.</summary>
    Gauge32 = 0x42,

    /// <summary>Hundredths of a second.</summary>
    TimeTicks = 0x43,

    /// <summary>Octets that hold another encoding.</summary>
    Opaque = 0x44,

    /// <summary>Counter that wraps at 2^64.</summary>
    Counter64 = 0x46,

    /// <summary>There is no such object (exception, not SNMPv1).</summary>
    NoSuchObject = 0x80,

    /// <summary>There is no such instance (exception, not SNMPv1).</summary>
    NoSuchInstance = 0x81,

    /// <summary>Nothing follows (exception, not SNMPv1).</summary>
    EndOfMibView = 0x82,
}
