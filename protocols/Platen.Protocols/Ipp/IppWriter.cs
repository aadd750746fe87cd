using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Platen.Protocols.Ipp;

/// <summary>Writes IPP messages (RFC 8010 section 3). Collections are written with a stack of its own, so depth costs no call stack.</summary>
public static class IppWriter
{
    /// <summary>Octets that a name or a value can have on the wire: its length is a signed 16-bit number.</summary>
    internal const int FieldBytesMax = short.MaxValue;

    private static readonly IppOutOfBandValue s_endCollection = new(IppTag.EndCollection);

    /// <summary>Writes a whole message, end-of-attributes included. The document data follows it.</summary>
    /// <exception cref="ArgumentException">A name or a value does not fit its length field of 32,767 octets.</exception>
    public static void Write(IppMessage message, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(output);
        WriteHeader(message.Header, output);
        foreach (var group in message.Groups)
        {
            WriteTag(group.Tag, output);
            foreach (var attribute in group.Attributes)
            {
                WriteAttribute(attribute, output);
            }
        }

        WriteTag(IppTag.EndOfAttributes, output);
    }

    /// <summary>The octets of a whole message.</summary>
    /// <exception cref="ArgumentException">As for <see cref="Write"/>.</exception>
    public static byte[] ToArray(IppMessage message)
    {
        var output = new ArrayBufferWriter<byte>(512);
        Write(message, output);
        return output.WrittenSpan.ToArray();
    }

    private static void WriteHeader(IppHeader header, IBufferWriter<byte> output)
    {
        var span = output.GetSpan(IppHeader.Length);
        span[0] = header.Version.Major;
        span[1] = header.Version.Minor;
        BinaryPrimitives.WriteUInt16BigEndian(span[2..], header.Code);
        BinaryPrimitives.WriteInt32BigEndian(span[4..], header.RequestId);
        output.Advance(IppHeader.Length);
    }

    private static void WriteTag(IppTag tag, IBufferWriter<byte> output)
    {
        output.GetSpan(1)[0] = (byte)tag;
        output.Advance(1);
    }

    private static void WriteAttribute(IppAttribute attribute, IBufferWriter<byte> output)
    {
        var name = attribute.Name;
        foreach (var value in attribute.Values)
        {
            IppValueEncoder.Write(value, name, output);
            if (value is IppCollectionValue collection)
            {
                WriteMembers(collection, output);
            }

            name = string.Empty;
        }
    }

    private static void WriteMembers(IppCollectionValue collection, IBufferWriter<byte> output)
    {
        var open = new Stack<Cursor>();
        open.Push(new Cursor(collection.Members, Member: 0, Value: 0));
        while (open.TryPop(out var cursor))
        {
            if (cursor.Member == cursor.Members.Length)
            {
                IppValueEncoder.Write(s_endCollection, string.Empty, output);
                continue;
            }

            var member = cursor.Members[cursor.Member];
            if (cursor.Value == 0)
            {
                IppValueEncoder.Write(new IppStringValue(IppTag.MemberName, member.Name), string.Empty, output);
            }

            var value = member.Values[cursor.Value];
            open.Push(cursor.Value + 1 < member.Values.Length ? cursor with { Value = cursor.Value + 1 } : cursor with { Member = cursor.Member + 1, Value = 0 });
            IppValueEncoder.Write(value, string.Empty, output);
            if (value is IppCollectionValue inner)
            {
                open.Push(new Cursor(inner.Members, Member: 0, Value: 0));
            }
        }
    }

    private readonly record struct Cursor(ImmutableArray<IppAttribute> Members, int Member, int Value);
}
