namespace Platen.Protocols.Snmp;

/// <summary>Kinds of PDU; the values are the numbers of their context tags (RFC 3416 section 3).</summary>
public enum SnmpPduType
{
    /// <summary>GetRequest.</summary>
    Get = 0,

    /// <summary>GetNextRequest.</summary>
    GetNext = 1,

    /// <summary>Response.</summary>
    Response = 2,

    /// <summary>SetRequest.</summary>
    Set = 3,

    /// <summary>GetBulkRequest, not in SNMPv1.</summary>
    GetBulk = 5,

    /// <summary>InformRequest.</summary>
    Inform = 6,

    /// <summary>SNMPv2-Trap.</summary>
    Trap = 7,

    /// <summary>Report (SNMPv3).</summary>
    Report = 8,
}
