namespace Platen.Protocols.Snmp;

/// <summary>What is wrong with the octets of an SNMP message.</summary>
public enum SnmpFormatError
{
    /// <summary>Not an error.</summary>
    Unspecified = 0,

    /// <summary>A tag, a length or a value is not what BER and SNMP ask for, or octets are missing or left over.</summary>
    Malformed = 1,

    /// <summary>The version is none that this codec reads.</summary>
    UnknownVersion = 2,

    /// <summary>The PDU is none that this codec reads.</summary>
    UnknownPdu = 3,

    /// <summary>A limit of <see cref="SnmpLimits"/> is exceeded.</summary>
    LimitExceeded = 4,
}
