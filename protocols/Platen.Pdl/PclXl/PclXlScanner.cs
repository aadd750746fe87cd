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
    private const byte BeginPage = 0x43;
    private const byte EndPage = 0x44;
    private const byte EndSession = 0x42;
    private readonly PclXlSettings settings = new();
    private bool isOpen;
    private bool isBigEndian;
    private bool isLost;
    private bool sawEnd;
    private int begun;
    private int ended;
    private long value = -1;

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

            at += ReadTag(block[(int)at..]);
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
            Colour = settings.Colour,
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

    /// <summary>Reads the tag at the start of <paramref name="rest"/>; returns its length with all that belongs to it.</summary>
    private long ReadTag(ReadOnlySpan<byte> rest)
    {
        var tag = rest[0];
        switch (tag)
        {
            case 0 or (>= 9 and <= 13) or 32:
                return 1;
            case Ascii.Escape:
                Ended = rest.StartsWith(Ascii.Uel);
                isLost |= !Ended;
                return 0;
            case >= 0x41 and <= 0xBF:
                AcceptOperator(tag);
                return 1;
            case >= 0xC0 and <= 0xC5:
                value = ReadNumber(rest[1..], SizeOf(tag));
                return 1 + SizeOf(tag);
            case >= 0xC8 and <= 0xCD:
                return ReadArray(rest, SizeOf((byte)(tag - 8)));
            case >= 0xD0 and <= 0xD5:
                return 1 + (2 * SizeOf((byte)(tag - 0x10)));
            case >= 0xE0 and <= 0xE5:
                return 1 + (4 * SizeOf((byte)(tag - 0x20)));
            case 0xF8 or 0xF9:
                settings.Accept(ReadNumber(rest[1..], tag - 0xF7), value);
                value = -1;
                return 1 + tag - 0xF7;
            case 0xFA:
                return 5 + Math.Max(0, ReadNumber(rest[1..], 4));
            case 0xFB:
                return 2 + Math.Max(0, ReadNumber(rest[1..], 1));
            case (byte)'(' or (byte)')' when sawEnd:
                isOpen = false;
                return 0;
            default:
                isLost = true;
                return 0;
        }
    }

    private static int SizeOf(byte scalarTag) => scalarTag switch
    {
        0xC0 => 1,
        0xC1 or 0xC3 => 2,
        _ => 4,
    };

    private long ReadArray(ReadOnlySpan<byte> rest, int elementBytes)
    {
        if (rest.Length < 2 || rest[1] is < 0xC0 or > 0xC2)
        {
            isLost = true;
            return 0;
        }

        var lengthBytes = SizeOf(rest[1]);
        value = -1;
        return 2 + lengthBytes + (Math.Max(0, ReadNumber(rest[2..], lengthBytes)) * elementBytes);
    }

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
        begun += operatorTag == BeginPage ? 1 : 0;
        ended += operatorTag == EndPage ? 1 : 0;
        sawEnd |= operatorTag == EndSession;
        value = -1;
    }

    private int PassLost(ReadOnlySpan<byte> block, int at, bool final)
    {
        var passed = UelSearch.Pass(block, at, final, out var found);
        Ended = found;
        return passed;
    }
}
