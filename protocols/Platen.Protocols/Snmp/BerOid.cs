using System.Collections.Immutable;

namespace Platen.Protocols.Snmp;

/// <summary>Object identifiers in BER (X.690 section 8.19): base 128, the first two arcs in one number.</summary>
internal static class BerOid
{
    private const int ArcBytesMax = 5;

    internal static SnmpOid Read(ReadOnlySpan<byte> content)
    {
        // net-snmp sends 0.0 as one zero octet, and some agents as none.
        if (content.IsEmpty)
        {
            return new SnmpOid(0, 0);
        }

        Span<uint> arcs = stackalloc uint[SnmpOid.ArcsMax + 1];
        var count = 1;
        ulong arc = 0;
        foreach (var octet in content)
        {
            arc = (arc << 7) | (uint)(octet & 0x7F);
            if (arc > uint.MaxValue || count > SnmpOid.ArcsMax)
            {
                throw new SnmpFormatException(SnmpFormatError.Malformed, $"an object identifier has an arc beyond 32 bits or more than {SnmpOid.ArcsMax} arcs");
            }

            if ((octet & 0x80) == 0)
            {
                arcs[count++ - 1] = (uint)arc;
                arc = 0;
            }
        }

        if ((content[^1] & 0x80) != 0 || count > SnmpOid.ArcsMax)
        {
            throw new SnmpFormatException(SnmpFormatError.Malformed, "an object identifier is cut off or too long");
        }

        arcs[..(count - 1)].CopyTo(arcs[1..]);
        arcs[0] = Math.Min(arcs[1] / 40, 2);
        arcs[1] -= arcs[0] * 40;
        return new SnmpOid(arcs[..count]);
    }

    /// <summary>The whole element: tag, length, content.</summary>
    internal static byte[] Encode(SnmpOid oid)
    {
        if (oid.Arcs.IsEmpty)
        {
            throw new ArgumentException("a variable needs an object identifier", nameof(oid));
        }

        Span<byte> content = stackalloc byte[SnmpOid.ArcsMax * ArcBytesMax];
        var length = 0;
        WriteArc((oid.Arcs[0] * 40) + oid.Arcs[1], content, ref length);
        foreach (var arc in oid.Arcs.AsSpan()[2..])
        {
            WriteArc(arc, content, ref length);
        }

        ReadOnlySpan<byte> head = length switch
        {
            < 0x80 => [(byte)SnmpValueKind.ObjectIdentifier, (byte)length],
            < 0x100 => [(byte)SnmpValueKind.ObjectIdentifier, 0x81, (byte)length],
            _ => [(byte)SnmpValueKind.ObjectIdentifier, 0x82, (byte)(length >> 8), (byte)length],
        };
        return [.. head, .. content[..length]];
    }

    private static void WriteArc(uint arc, Span<byte> content, ref int length)
    {
        for (var shift = 28; shift > 0; shift -= 7)
        {
            if (arc >> shift != 0)
            {
                content[length++] = (byte)(0x80 | (arc >> shift));
            }
        }

        content[length++] = (byte)(arc & 0x7F);
    }
}
