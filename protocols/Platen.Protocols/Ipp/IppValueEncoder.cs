using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Platen.Protocols.Ipp;

/// <summary>Writes tag, name and octets of one value (RFC 8010 section 3.1.4). A collection's members are <see cref="IppWriter"/>'s business.</summary>
internal static class IppValueEncoder
{
    internal static void Write(IppValue value, string name, IBufferWriter<byte> output)
    {
        var valueLength = Measure(value);
        var nameLength = Encoding.UTF8.GetByteCount(name);
        if (nameLength > IppWriter.FieldBytesMax || valueLength > IppWriter.FieldBytesMax)
        {
            throw new ArgumentException($"attribute {name}: name of {nameLength} and value of {valueLength} octets; IPP carries at most {IppWriter.FieldBytesMax} each", nameof(name));
        }

        var total = nameLength + valueLength + 5;
        var span = output.GetSpan(total);
        span[0] = (byte)value.Tag;
        BinaryPrimitives.WriteUInt16BigEndian(span[1..], (ushort)nameLength);
        Encoding.UTF8.GetBytes(name, span[3..]);
        BinaryPrimitives.WriteUInt16BigEndian(span[(nameLength + 3)..], (ushort)valueLength);
        Fill(value, span.Slice(nameLength + 5, valueLength));
        output.Advance(total);
    }

    private static int Measure(IppValue value) => value switch
    {
        IppStringValue text => Encoding.UTF8.GetByteCount(text.Text),
        IppIntegerValue => 4,
        IppBooleanValue => 1,
        IppRangeValue => 8,
        IppResolutionValue => 9,
        IppDateTimeValue => IppDateTime.Length,
        IppLocalizedStringValue localized => Encoding.UTF8.GetByteCount(localized.Language) + Encoding.UTF8.GetByteCount(localized.Text) + 4,
        IppOctetsValue octets => octets.Octets.Length,
        IppOutOfBandValue or IppCollectionValue => 0,
        _ => throw new ArgumentException($"values of type {value.GetType().Name} have no encoding", nameof(value)),
    };

    private static void Fill(IppValue value, Span<byte> span)
    {
        switch (value)
        {
            case IppStringValue text:
                Encoding.UTF8.GetBytes(text.Text, span);
                break;
            case IppIntegerValue number:
                BinaryPrimitives.WriteInt32BigEndian(span, number.Number);
                break;
            case IppBooleanValue boolean:
                span[0] = boolean.IsTrue ? (byte)1 : (byte)0;
                break;
            case IppRangeValue range:
                BinaryPrimitives.WriteInt32BigEndian(span, range.Lower);
                BinaryPrimitives.WriteInt32BigEndian(span[4..], range.Upper);
                break;
            case IppResolutionValue resolution:
                BinaryPrimitives.WriteInt32BigEndian(span, resolution.CrossFeed);
                BinaryPrimitives.WriteInt32BigEndian(span[4..], resolution.Feed);
                span[8] = (byte)resolution.Unit;
                break;
            case IppDateTimeValue date:
                IppDateTime.Write(date.Moment, span);
                break;
            case IppLocalizedStringValue localized:
                var rest = FillString(localized.Language, span);
                FillString(localized.Text, rest);
                break;
            case IppOctetsValue octets:
                octets.Octets.Span.CopyTo(span);
                break;
        }
    }

    private static Span<byte> FillString(string text, Span<byte> span)
    {
        var length = Encoding.UTF8.GetBytes(text, span[2..]);
        BinaryPrimitives.WriteUInt16BigEndian(span, (ushort)length);
        return span[(length + 2)..];
    }
}
