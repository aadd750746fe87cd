using System.Collections.Immutable;
using Platen.Protocols.Snmp;

namespace Platen.VirtualMfp.Snmp;

/// <summary>Answers one datagram with another (RFC 3416 section 4.2).</summary>
internal sealed class SnmpResponder(SnmpObjects objects)
{
    private const string Community = "public";
    private const int RepetitionsMax = 64;
    private const int VariablesMax = 512;

    /// <summary>Null when there is no answer: another community, or no request.</summary>
    internal byte[]? Answer(ReadOnlySpan<byte> datagram)
    {
        var request = SnmpCodec.Decode(datagram, SnmpLimits.Default);
        if (request.Community != Community)
        {
            return null;
        }

        var view = objects.Snapshot();
        ImmutableArray<SnmpVarBind>? variables = request.Pdu.Type switch
        {
            SnmpPduType.Get => [.. request.Pdu.Variables.Select(variable => Get(view, variable.Oid))],
            SnmpPduType.GetNext => [.. request.Pdu.Variables.Select(variable => Next(view, variable.Oid))],
            SnmpPduType.GetBulk => Bulk(view, request.Pdu),
            SnmpPduType.Set => [],
            _ => null,
        };
        return variables is { } found ? SnmpCodec.Encode(request with { Pdu = Respond(request, found) }) : null;
    }

    private static SnmpPdu Respond(SnmpMessage request, ImmutableArray<SnmpVarBind> variables)
    {
        var (error, index) = request.Pdu.Type == SnmpPduType.Set ? (SnmpErrorStatus.NotWritable, 1) : (SnmpErrorStatus.NoError, 0);
        if (request.Version == SnmpVersion.V1)
        {
            // SNMPv1 has no exceptions: the first variable that is absent fails the whole request.
            var absent = variables.ToList().FindIndex(variable => variable.Value.IsAbsent);
            (error, index) = error != SnmpErrorStatus.NoError || absent >= 0 ? (SnmpErrorStatus.NoSuchName, Math.Max(absent + 1, 1)) : (error, index);
        }

        return new SnmpPdu
        {
            Type = SnmpPduType.Response,
            RequestId = request.Pdu.RequestId,
            ErrorStatusOrNonRepeaters = (int)error,
            ErrorIndexOrMaxRepetitions = index,
            Variables = error == SnmpErrorStatus.NoError ? variables : request.Pdu.Variables,
        };
    }

    private static SnmpVarBind Get(SortedList<SnmpOid, SnmpValue> view, SnmpOid oid) =>
        new(oid, view.TryGetValue(oid, out var value) ? value : SnmpValue.Exception(SnmpValueKind.NoSuchInstance));

    private static SnmpVarBind Next(SortedList<SnmpOid, SnmpValue> view, SnmpOid oid)
    {
        foreach (var (name, value) in view)
        {
            if (name > oid)
            {
                return new SnmpVarBind(name, value);
            }
        }

        return new SnmpVarBind(oid, SnmpValue.Exception(SnmpValueKind.EndOfMibView));
    }

    private static ImmutableArray<SnmpVarBind> Bulk(SortedList<SnmpOid, SnmpValue> view, SnmpPdu request)
    {
        var once = Math.Clamp(request.ErrorStatusOrNonRepeaters, 0, request.Variables.Length);
        var found = ImmutableArray.CreateBuilder<SnmpVarBind>();
        found.AddRange(request.Variables.Take(once).Select(variable => Next(view, variable.Oid)));
        SnmpOid[] row = [.. request.Variables.Skip(once).Select(variable => variable.Oid)];
        for (var repetition = Math.Clamp(request.ErrorIndexOrMaxRepetitions, 0, RepetitionsMax); repetition > 0 && row.Length > 0; repetition--)
        {
            for (var column = 0; column < row.Length && found.Count < VariablesMax; column++)
            {
                var next = Next(view, row[column]);
                row[column] = next.Oid;
                found.Add(next);
            }
        }

        return found.DrainToImmutable();
    }
}
