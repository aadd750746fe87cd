namespace Platen.Protocols.Snmp;

/// <summary>error-status of a response (RFC 3416 section 3). Other values are kept as they came.</summary>
public enum SnmpErrorStatus
{
    /// <summary>No error.</summary>
    NoError = 0,

    /// <summary>The response would not fit a datagram.</summary>
    TooBig = 1,

    /// <summary>A name does not exist (SNMPv1).</summary>
    NoSuchName = 2,

    /// <summary>A value is not right (SNMPv1).</summary>
    BadValue = 3,

    /// <summary>Not writable (SNMPv1).</summary>
    ReadOnly = 4,

    /// <summary>Any other error.</summary>
    GenErr = 5,

    /// <summary>Access is denied.</summary>
    NoAccess = 6,

    /// <summary>Authorization failed.</summary>
    AuthorizationError = 16,

    /// <summary>Not writable.</summary>
    NotWritable = 17,
}
