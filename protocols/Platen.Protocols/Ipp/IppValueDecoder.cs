using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Platen.Protocols.Ipp;

/// <summary>Interprets the octets of one value by its tag (RFC 8010 section 3.9).</summary>
internal static class IppValueDecoder
{
    /// <summary>False when the octets have not the length that the tag asks for.</summary>
    internal static bool TryDecode(IppTag tag, ReadOnlySpan<byte> octets, [NotNullWhen(true)] out IppValue? value)
    {
        value = tag switch
        {
            IppTag.Integer or IppTag.Enum => octets.Length == 4 ? new IppIntegerValue(tag, BinaryPrimitives.ReadInt32BigEndian(octets)) : null,
            IppTag.Boolean => octets.Length == 1 ? Boolean(octets[0]) : null,
            IppTag.DateTime => octets.Length == IppDateTime.Length ? DateTime(octets) : null,
            IppTag.Resolution => octets.Length == 9 ? Resolution(octets) : null,
            IppTag.RangeOfInteger => octets.Length == 8 ? Range(octets) : null,
            IppTag.TextWithLanguage or IppTag.NameWithLanguage => Localized(tag, octets),
            _ when IsString(tag) => new IppStringValue(tag, IppStrings.Get(octets)),
            <= IppTag.LastOutOfBand when octets.IsEmpty => new IppOutOfBandValue(tag),
            _ => new IppOctetsValue(tag, octets.ToArray()),
        };
        return value is not null;
    }

    internal static bool IsString(IppTag tag) => tag is
        IppTag.TextWithoutLanguage or IppTag.NameWithoutLanguage or IppTag.Keyword or IppTag.Uri or
        IppTag.UriScheme or IppTag.Charset or IppTag.NaturalLanguage or IppTag.MimeMediaType;

    private static IppBooleanValue Boolean(byte octet) => octet == 0 ? IppBooleanValue.False : IppBooleanValue.True;

    // Some printers send a dateTime of zeros for "never": kept as it came.
    private static IppValue DateTime(ReadOnlySpan<byte> octets) =>
        IppDateTime.TryRead(octets, out var moment) ? new IppDateTimeValue(moment) : new IppOctetsValue(IppTag.DateTime, octets.ToArray());

    private static IppResolutionValue Resolution(ReadOnlySpan<byte> octets) =>
        new(BinaryPrimitives.ReadInt32BigEndian(octets), BinaryPrimitives.ReadInt32BigEndian(octets[4..]), (IppResolutionUnit)octets[8]);

    private static IppRangeValue Range(ReadOnlySpan<byte> octets) =>
        new(BinaryPrimitives.ReadInt32BigEndian(octets), BinaryPrimitives.ReadInt32BigEndian(octets[4..]));

    private static IppLocalizedStringValue? Localized(IppTag tag, ReadOnlySpan<byte> octets)
    {
        if (!TryTakeString(ref octets, out var language) || !TryTakeString(ref octets, out var text) || !octets.IsEmpty)
        {
            return null;
        }

        return new IppLocalizedStringValue(tag, language, text);
    }

    private static bool TryTakeString(ref ReadOnlySpan<byte> octets, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (octets.Length < 2)
        {
            return false;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(octets);
        if (octets.Length < length + 2)
        {
            return false;
        }

        text = IppStrings.Get(octets.Slice(2, length));
        octets = octets[(length + 2)..];
        return true;
    }
}
