namespace Platen.Protocols.Snmp;

/// <summary>Octets that are not an SNMP message, or exceed the limits. A receiver drops the datagram (RFC 3416 section 4).</summary>
public sealed class SnmpFormatException : FormatException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="error">What is wrong.</param>
    /// <param name="detail">What was found, in words.</param>
    /// <param name="inner">What the BER decoder said, or null.</param>
    public SnmpFormatException(SnmpFormatError error, string detail, Exception? inner = null)
        : base($"SNMP: {detail}", inner) => Error = error;

    /// <summary>What is wrong.</summary>
    public SnmpFormatError Error { get; }
}
