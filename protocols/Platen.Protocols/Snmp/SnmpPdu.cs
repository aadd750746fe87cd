using System.Collections.Immutable;

namespace Platen.Protocols.Snmp;

/// <summary>A PDU of SNMPv1, v2c or v3 (RFC 3416 section 3), SNMPv1 traps excepted.</summary>
public sealed record SnmpPdu
{
    /// <summary>Kind of PDU.</summary>
    public required SnmpPduType Type { get; init; }

    /// <summary>Ties a response to its request.</summary>
    public required int RequestId { get; init; }

    /// <summary>error-status; of GetBulk the number of variables that are asked for once (non-repeaters).</summary>
    public int ErrorStatusOrNonRepeaters { get; init; }

    /// <summary>error-index, 1 for the first variable; of GetBulk how often the others are asked for (max-repetitions).</summary>
    public int ErrorIndexOrMaxRepetitions { get; init; }

    /// <summary>error-status of a response.</summary>
    public SnmpErrorStatus ErrorStatus => (SnmpErrorStatus)ErrorStatusOrNonRepeaters;

    /// <summary>The variables in their order.</summary>
    public ImmutableArray<SnmpVarBind> Variables { get; init; } = [];

    /// <summary>A request for the values of variables: Get or GetNext.</summary>
    public static SnmpPdu Request(SnmpPduType type, int requestId, params ReadOnlySpan<SnmpOid> oids)
    {
        var variables = ImmutableArray.CreateBuilder<SnmpVarBind>(oids.Length);
        foreach (var oid in oids)
        {
            variables.Add(new SnmpVarBind(oid, SnmpValue.Null));
        }

        return new SnmpPdu { Type = type, RequestId = requestId, Variables = variables.MoveToImmutable() };
    }

    /// <summary>A request for the values of variables and many of their successors.</summary>
    public static SnmpPdu Bulk(int requestId, int nonRepeaters, int maxRepetitions, params ReadOnlySpan<SnmpOid> oids) =>
        Request(SnmpPduType.GetBulk, requestId, oids) with { ErrorStatusOrNonRepeaters = nonRepeaters, ErrorIndexOrMaxRepetitions = maxRepetitions };
}
