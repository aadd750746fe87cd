namespace Platen.Protocols.Snmp;

/// <summary>Versions of the message format; the values are those on the wire (RFC 1157, RFC 1901, RFC 3412).</summary>
public enum SnmpVersion
{
    /// <summary>SNMPv1.</summary>
    V1 = 0,

    /// <summary>Community-based SNMPv2.</summary>
    V2c = 1,

    /// <summary>SNMPv3; its messages are not read by <see cref="SnmpCodec"/>.</summary>
    V3 = 3,
}
