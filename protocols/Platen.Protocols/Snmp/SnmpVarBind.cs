namespace Platen.Protocols.Snmp;

/// <summary>A variable and its value (RFC 3416 section 3).</summary>
/// <param name="Oid">Name of the variable.</param>
/// <param name="Value">Its value; <see cref="SnmpValue.Null"/> in requests.</param>
public readonly record struct SnmpVarBind(SnmpOid Oid, SnmpValue Value);
