using System.Buffers.Binary;
using Platen.Pdl.Inspection;

namespace Platen.Pdl.PclXl;

/// <summary>
/// Counts the pages of PCL XL by its operators (HP PCL XL Feature Reference, protocol class 2.0). Values, attributes and embedded data are measured and passed over;
/// an unknown tag loses the thread, and then the pages are unknown.
/// </summary>
internal sealed class PclXlScanner : IDocumentScanner
{
    private const int TagBytesMax = 24;
    private readonly PclXlSettings settings = new();
    private bool isOpen;
    private bool isBigEndian;
    private bool isLost;
    private bool sawEnd;
    private int begun;
    private int ended;
    private long value = -1;
    private bool arrayIsGrey = true;

    public bool Ended { get; private set; }

    public long Consume(ReadOnlySpan<byte> block, bool final)
    {
        long at = 0;
        while (at < block.Length && !Ended)
        {
            if (isLost || !isOpen)
            {
                var passed = isLost ? PassLost(block, (int)at, final) : PassHeader(block, (int)at, final);
                if (passed == at)
                {
                    return at;
                }

                at = passed;
                continue;
            }

            if (block.Length - at < TagBytesMax && !final)
            {
                return at;
            }

            at = PassPlain(block, (int)at, final ? block.Length : block.Length - TagBytesMax + 1);
            if (at < block.Length && (final || block.Length - at >= TagBytesMax) && PclXlTags.Lengths[block[(int)at]] == 0)
            {
                at += ReadTag(block[(int)at..]);
            }
        }

        return at;
    }

    public DocumentFacts Finish(bool truncated)
    {
        var isWhole = isOpen && !truncated && !isLost && begun == ended;
        return new DocumentFacts
        {
            Format = PdlFormat.PclXl,
            Pages = isLost || !isOpen ? PageCount.Unknown("the PCL XL data is damaged")
                : isWhole ? PageCount.Parsed(ended)
                : new PageCount(begun, Evidence.Parsed, Confidence.Low, Reason: "the PCL XL data is cut off within a page"),
            Colour = settings.Colours.Mode,
            ColourPages = isWhole ? settings.Colours.Pages : default,
            Sides = settings.Sides == Sides.Unknown ? default : Finding<Sides>.Declared(settings.Sides),
            Copies = settings.Copies is { } number ? Finding<int>.Declared(number) : default,
            Media = settings.Media is { } size ? Finding<MediaSize>.Declared(size) : default,
            IsComplete = isWhole && sawEnd,
            Warning = isWhole ? null : "the PCL XL data is damaged or cut off",
        };
    }

    public void Dispose()
    {
    }

    private int PassHeader(ReadOnlySpan<byte> block, int at, bool final)
    {
        var end = block[at..].IndexOf((byte)'\n');
        if (end < 0)
        {
            return final ? block.Length : at;
        }

        isBigEndian = block[at] == (byte)'(';
        // ASCII binding is in the specification only
        isLost = block[at] == (byte)'\'';
        isOpen = true;
        return at + end + 1;
    }

    /// <summary>The fast path: passes over the tags of which only the length matters, and over attributes that say nothing here. Stops at the first other one.</summary>
    private static long PassPlain(ReadOnlySpan<byte> block, int at, int end)
    {
        var lengths = PclXlTags.Lengths;
        var attributes = PclXlTags.Attributes;
        while (at < end)
        {
            var tag = block[at];
            int length = lengths[tag];
            if (length == 0)
            {
                if (tag is >= 0xC0 and <= 0xC5)
                {
                    // a scalar and its attribute are passed over together
                    var behind = at + 1 + PclXlTags.SizeOf(tag);
                    if (behind + 1 >= block.Length || block[behind] != PclXlTags.UByteAttribute || attributes[block[behind + 1]] != 0)
                    {
                        return at;
                    }

                    length = behind + 2 - at;
                }
                else if (tag == PclXlTags.UByteAttribute && at + 1 < block.Length && attributes[block[at + 1]] == 0)
                {
                    length = 2;
                }
                else
                {
                    return at;
                }
            }

            at += length;
        }

        return at;
    }

    /// <summary>Reads the tag at the start of <paramref name="rest"/>; returns its length with all that belongs to it.</summary>
    private long ReadTag(ReadOnlySpan<byte> rest)
    {
        var tag = rest[0];
        switch (tag)
        {
            case Ascii.Escape:
                Ended = rest.StartsWith(Ascii.Uel);
                isLost |= !Ended;
                return 0;
            case >= 0x41 and <= 0xBF:
                AcceptOperator(tag);
                return 1;
            case >= 0xC0 and <= 0xC5:
                value = ReadNumber(rest[1..], PclXlTags.SizeOf(tag));
                return 1 + PclXlTags.SizeOf(tag);
            case >= 0xC8 and <= 0xCD:
                return ReadArray(rest, PclXlTags.SizeOf((byte)(tag - 8)));
            case 0xF8 when rest.Length > 1:
                settings.Accept(rest[1], value, arrayIsGrey);
                value = -1;
                return 2;
            case 0xF9:
                value = -1;
                return 3;
            case 0xFA:
                return 5 + Math.Max(0, ReadNumber(rest[1..], 4));
            case 0xFB:
                return 2 + Math.Max(0, ReadNumber(rest[1..], 1));
            case (byte)'(' or (byte)')' when sawEnd:
                isOpen = false;
                return 0;
            case 0xF8:
                // cut off behind the tag
                return 2;
            default:
                isLost = true;
                return 0;
        }
    }

    private long ReadArray(ReadOnlySpan<byte> rest, int elementBytes)
    {
        if (rest.Length < 2 || rest[1] is < 0xC0 or > 0xC2)
        {
            isLost = true;
            return 0;
        }

        var lengthBytes = PclXlTags.SizeOf(rest[1]);
        var elements = Math.Max(0, ReadNumber(rest[2..], lengthBytes));
        value = -1;
        arrayIsGrey = IsGrey(rest[Math.Min(2 + lengthBytes, rest.Length)..], elements, elementBytes);
        return 2 + lengthBytes + (elements * elementBytes);
    }

    /// <summary>True when the three elements of a colour are the same; another number of elements is no colour that is known here.</summary>
    private static bool IsGrey(ReadOnlySpan<byte> data, long elements, int elementBytes) => elements != 3 || data.Length < 3 * elementBytes
        || (data[..elementBytes].SequenceEqual(data.Slice(elementBytes, elementBytes)) && data[..elementBytes].SequenceEqual(data.Slice(2 * elementBytes, elementBytes)));

    private long ReadNumber(ReadOnlySpan<byte> bytes, int length)
    {
        if (bytes.Length < length)
        {
            return -1;
        }

        return (length, isBigEndian) switch
        {
            (1, _) => bytes[0],
            (2, true) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            (2, false) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            (_, true) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
            _ => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        };
    }

    private void AcceptOperator(byte operatorTag)
    {
        value = -1;
        switch (operatorTag)
        {
            case PclXlTags.BeginPage:
                begun++;
                settings.BeginPage();
                break;
            case PclXlTags.EndPage:
                ended++;
                settings.Colours.EndPage();
                break;
            case PclXlTags.BeginImage or PclXlTags.BeginRastPattern:
                settings.BeginPicture();
                break;
            case PclXlTags.EndSession:
                sawEnd = true;
                break;
            default:
                break;
        }
    }

    private int PassLost(ReadOnlySpan<byte> block, int at, bool final)
    {
        var passed = UelSearch.Pass(block, at, final, out var found);
        Ended = found;
        return passed;
    }
}
