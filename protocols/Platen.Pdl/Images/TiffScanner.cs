using System.Buffers.Binary;
using Platen.Pdl.Inspection;

namespace Platen.Pdl.Images;

/// <summary>
/// Counts the image file directories of a TIFF (TIFF 6.0, section 2) by following their chain forward. A directory that lies behind what has passed cannot be
/// seen in a stream: then the pages are unknown.
/// </summary>
internal sealed class TiffScanner : IDocumentScanner
{
    private const int DirectoriesMax = 1_000_000;
    private const int EntriesMax = 300;
    private bool isBigEndian;
    private bool isOpen;
    private long passed;
    private int directories;
    private bool isDone;
    private bool isLost;

    public bool Ended => false;

    public long Consume(ReadOnlySpan<byte> block, bool final)
    {
        long at = 0;
        while (at < block.Length)
        {
            var rest = block[(int)at..];
            var taken = isDone || isLost ? rest.Length : isOpen ? ReadDirectory(rest, final) : ReadHeader(rest, final);
            passed += taken;
            at += taken;
            if (taken == 0)
            {
                break;
            }
        }

        return at;
    }

    public DocumentFacts Finish(bool truncated)
    {
        var isWhole = isDone && !isLost && directories > 0;
        return new DocumentFacts
        {
            Format = PdlFormat.Tiff,
            Pages = isWhole ? PageCount.Parsed(directories) : PageCount.Unknown("the TIFF's directories cannot be followed in one pass, or are damaged"),
            IsComplete = isWhole,
        };
    }

    public void Dispose()
    {
    }

    private long ReadHeader(ReadOnlySpan<byte> rest, bool final)
    {
        if (rest.Length < 8)
        {
            return Incomplete(rest, final);
        }

        isOpen = true;
        isBigEndian = rest[0] == (byte)'M';
        return Follow(ReadWord(rest[4..]), 8);
    }

    private long ReadDirectory(ReadOnlySpan<byte> rest, bool final)
    {
        if (rest.Length < 2)
        {
            return Incomplete(rest, final);
        }

        int entries = isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(rest) : BinaryPrimitives.ReadUInt16LittleEndian(rest);
        var pointer = 2 + (entries * 12);
        if (entries is 0 or > EntriesMax || directories >= DirectoriesMax)
        {
            isLost = true;
            return rest.Length;
        }

        if (rest.Length < pointer + 4)
        {
            return Incomplete(rest, final);
        }

        directories++;
        return Follow(ReadWord(rest[pointer..]), pointer + 4);
    }

    private long Incomplete(ReadOnlySpan<byte> rest, bool final)
    {
        isLost |= final;
        return final ? rest.Length : 0;
    }

    /// <summary>Goes to the directory at <paramref name="offset"/> of the file, from behind the <paramref name="taken"/> bytes just read.</summary>
    private long Follow(uint offset, int taken)
    {
        isDone = offset == 0;
        isLost |= !isDone && offset < passed + taken;
        return isDone || isLost ? taken : offset - passed;
    }

    private uint ReadWord(ReadOnlySpan<byte> bytes) =>
        isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
