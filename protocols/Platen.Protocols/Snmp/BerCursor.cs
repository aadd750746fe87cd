using System.Formats.Asn1;

namespace Platen.Protocols.Snmp;

/// <summary>Reads tag after tag. Lengths are judged by <see cref="AsnDecoder"/>; numbers are read here, because devices send them with needless leading octets, which it refuses.</summary>
internal ref struct BerCursor(ReadOnlySpan<byte> data)
{
    internal const byte Sequence = 0x30;

    private const byte HighTagNumber = 0x1F;
    private const byte IndefiniteLength = 0x80;
    private ReadOnlySpan<byte> _rest = data;

    internal readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>The content of the next element, whatever its tag.</summary>
    internal ReadOnlySpan<byte> Read(out byte tag)
    {
        if (_rest.Length < 2 || (_rest[0] & HighTagNumber) == HighTagNumber || _rest[1] == IndefiniteLength)
        {
            throw new SnmpFormatException(SnmpFormatError.Malformed, "element is missing, or has a tag or length form that SNMP does not use");
        }

        try
        {
            tag = _rest[0];
            AsnDecoder.ReadEncodedValue(_rest, AsnEncodingRules.BER, out var offset, out var length, out var consumed);
            var content = _rest.Slice(offset, length);
            _rest = _rest[consumed..];
            return content;
        }
        catch (AsnContentException e)
        {
            throw new SnmpFormatException(SnmpFormatError.Malformed, "an element is cut off or its length is wrong", e);
        }
    }

    /// <summary>The content of the next element, which must have that tag.</summary>
    internal ReadOnlySpan<byte> Read(byte expected, string what)
    {
        var content = Read(out var tag);
        return tag == expected ? content : throw new SnmpFormatException(SnmpFormatError.Malformed, $"{what} has tag 0x{tag:x2} instead of 0x{expected:x2}");
    }

    internal int ReadInteger(string what) => Integer(Read((byte)SnmpValueKind.Integer, what));

    internal readonly void RequireEnd()
    {
        if (!IsAtEnd)
        {
            throw new SnmpFormatException(SnmpFormatError.Malformed, $"{_rest.Length} octets left over");
        }
    }

    internal static int Integer(ReadOnlySpan<byte> content)
    {
        var number = Signed(content, 5);
        return number is >= int.MinValue and <= uint.MaxValue ? (int)number : throw TooWide();
    }

    /// <summary>An unsigned number of at most <paramref name="bits"/> bits. Devices are known to send 32-bit counters without their leading zero.</summary>
    internal static ulong Unsigned(ReadOnlySpan<byte> content, int bits)
    {
        var bytes = bits / 8;
        if (content.IsEmpty || content.Length > bytes + 1 || (content.Length == bytes + 1 && content[0] != 0))
        {
            throw TooWide();
        }

        ulong number = 0;
        foreach (var octet in content)
        {
            number = (number << 8) | octet;
        }

        return number;
    }

    private static long Signed(ReadOnlySpan<byte> content, int bytesMax)
    {
        if (content.IsEmpty || content.Length > bytesMax)
        {
            throw TooWide();
        }

        long number = (sbyte)content[0];
        foreach (var octet in content[1..])
        {
            number = (number << 8) | octet;
        }

        return number;
    }

    private static SnmpFormatException TooWide() => new(SnmpFormatError.Malformed, "a number is empty or wider than its kind");
}
