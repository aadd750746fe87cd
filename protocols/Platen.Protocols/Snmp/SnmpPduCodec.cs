using System.Collections.Immutable;
using System.Formats.Asn1;

namespace Platen.Protocols.Snmp;

/// <summary>PDUs in BER, as every version of the message carries them.</summary>
internal static class SnmpPduCodec
{
    private const byte ContextConstructed = 0xA0;
    private const byte TrapOfVersion1 = 4;

    internal static SnmpPdu Read(ref BerCursor outer, SnmpLimits limits)
    {
        var cursor = new BerCursor(outer.Read(out var tag));
        var type = (SnmpPduType)(tag - ContextConstructed);
        if (tag < ContextConstructed || type > SnmpPduType.Report || (int)type == TrapOfVersion1)
        {
            throw new SnmpFormatException(SnmpFormatError.UnknownPdu, $"PDU with tag 0x{tag:x2}");
        }

        var pdu = new SnmpPdu
        {
            Type = type,
            RequestId = cursor.ReadInteger("request-id"),
            ErrorStatusOrNonRepeaters = cursor.ReadInteger("error-status"),
            ErrorIndexOrMaxRepetitions = cursor.ReadInteger("error-index"),
            Variables = ReadVariables(cursor.Read(BerCursor.Sequence, "variable-bindings"), limits),
        };
        cursor.RequireEnd();
        return pdu;
    }

    internal static void Write(SnmpPdu pdu, AsnWriter writer)
    {
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, (int)pdu.Type, isConstructed: true)))
        {
            writer.WriteInteger(pdu.RequestId);
            writer.WriteInteger(pdu.ErrorStatusOrNonRepeaters);
            writer.WriteInteger(pdu.ErrorIndexOrMaxRepetitions);
            using (writer.PushSequence())
            {
                foreach (var variable in pdu.Variables)
                {
                    using (writer.PushSequence())
                    {
                        writer.WriteEncodedValue(BerOid.Encode(variable.Oid));
                        WriteValue(variable.Value, writer);
                    }
                }
            }
        }
    }

    private static ImmutableArray<SnmpVarBind> ReadVariables(ReadOnlySpan<byte> content, SnmpLimits limits)
    {
        var variables = ImmutableArray.CreateBuilder<SnmpVarBind>();
        var cursor = new BerCursor(content);
        while (!cursor.IsAtEnd)
        {
            if (variables.Count == limits.VariablesMax)
            {
                throw new SnmpFormatException(SnmpFormatError.LimitExceeded, $"more than {limits.VariablesMax} variables");
            }

            var pair = new BerCursor(cursor.Read(BerCursor.Sequence, "variable"));
            var oid = BerOid.Read(pair.Read((byte)SnmpValueKind.ObjectIdentifier, "variable name"));
            var value = ReadValue(pair.Read(out var tag), tag, limits);
            pair.RequireEnd();
            variables.Add(new SnmpVarBind(oid, value));
        }

        return variables.DrainToImmutable();
    }

    private static SnmpValue ReadValue(ReadOnlySpan<byte> content, byte tag, SnmpLimits limits)
    {
        if (content.Length > limits.ValueBytesMax)
        {
            throw new SnmpFormatException(SnmpFormatError.LimitExceeded, $"value of {content.Length} octets; at most {limits.ValueBytesMax} are taken");
        }

        var kind = (SnmpValueKind)tag;
        switch (kind)
        {
            case SnmpValueKind.Integer:
                return SnmpValue.Integer(BerCursor.Integer(content));
            case SnmpValueKind.Counter32 or SnmpValueKind.Gauge32 or SnmpValueKind.TimeTicks:
                return SnmpValue.OfNumber(kind, BerCursor.Unsigned(content, 32));
            case SnmpValueKind.Counter64:
                return SnmpValue.OfNumber(kind, BerCursor.Unsigned(content, 64));
            case SnmpValueKind.ObjectIdentifier:
                return SnmpValue.ObjectIdentifier(BerOid.Read(content));
            case SnmpValueKind.OctetString or SnmpValueKind.Opaque:
            case SnmpValueKind.IpAddress when content.Length == 4:
                return SnmpValue.OfOctets(kind, content.ToArray());
            case SnmpValueKind.Null or SnmpValueKind.NoSuchObject or SnmpValueKind.NoSuchInstance or SnmpValueKind.EndOfMibView when content.IsEmpty:
                return SnmpValue.OfNumber(kind, 0);
            default:
                throw new SnmpFormatException(SnmpFormatError.Malformed, $"value of {content.Length} octets with tag 0x{tag:x2}");
        }
    }

    private static void WriteValue(SnmpValue value, AsnWriter writer)
    {
        var tag = new Asn1Tag((TagClass)((byte)value.Kind & 0xC0), (byte)value.Kind & 0x1F);
        switch (value.Kind)
        {
            case SnmpValueKind.Integer:
                writer.WriteInteger((int)(uint)value.Number);
                break;
            case SnmpValueKind.Counter32 or SnmpValueKind.Gauge32 or SnmpValueKind.TimeTicks or SnmpValueKind.Counter64:
                writer.WriteInteger(value.Number, tag);
                break;
            case SnmpValueKind.ObjectIdentifier:
                writer.WriteEncodedValue(BerOid.Encode(value.Oid));
                break;
            case SnmpValueKind.OctetString or SnmpValueKind.Opaque or SnmpValueKind.IpAddress:
                writer.WriteOctetString(value.Octets.Span, tag);
                break;
            case SnmpValueKind.Null or SnmpValueKind.NoSuchObject or SnmpValueKind.NoSuchInstance or SnmpValueKind.EndOfMibView:
                writer.WriteNull(tag);
                break;
            default:
                throw new ArgumentException($"a value of kind {value.Kind} has no encoding", nameof(value));
        }
    }
}
