namespace Platen.Protocols.Snmp;

/// <summary>A message of SNMPv1 or v2c.</summary>
/// <param name="Version">V1 or V2c.</param>
/// <param name="Community">The community, a password in clear: never for a log. One character an octet (Latin-1).</param>
/// <param name="Pdu">What it carries.</param>
public sealed record SnmpMessage(SnmpVersion Version, string Community, SnmpPdu Pdu)
{
    /// <summary>The message without its community.</summary>
    public override string ToString() => $"{Version} {Pdu.Type} {Pdu.RequestId} ({Pdu.Variables.Length} variables)";
}
