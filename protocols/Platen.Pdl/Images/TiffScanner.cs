using System.Buffers.Binary;
using Platen.Pdl.Inspection;

namespace Platen.Pdl.Images;

/// <summary>
/// Counts the pages of a TIFF (TIFF 6.0, section 2) by following the chain of its image file directories forward; a directory of a reduced-resolution image or a mask is no page.
/// The chain only ever goes forward here, so it cannot loop: a directory that lies behind what has passed cannot be seen in a stream, and then the pages are unknown.
/// </summary>
internal sealed class TiffScanner : IDocumentScanner
{
    private const int DirectoriesMax = 1_000_000;
    private const int EntriesMax = 300;
    private readonly PageColours colours = new();
    private bool isOpen;
    private bool isBigEndian;
    private long passed;
    private int directories;
    private int pages;
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
        var isWhole = isDone && !isLost && !truncated && pages > 0;
        return new DocumentFacts
        {
            Format = PdlFormat.Tiff,
            Pages = isWhole ? PageCount.Parsed(pages) : PageCount.Unknown("the TIFF's directories cannot be followed in one pass, or are damaged"),
            Colour = isWhole ? colours.Mode : default,
            ColourPages = isWhole ? colours.Pages : default,
            IsComplete = isWhole,
            Warning = isWhole ? null : "the TIFF is damaged, cut off, or written back to front",
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

        var entries = ReadShort(rest);
        var pointer = 2 + (entries * TiffEntry.Bytes);
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
        AcceptEntries(rest[2..pointer]);
        return Follow(ReadWord(rest[pointer..]), pointer + 4);
    }

    private void AcceptEntries(ReadOnlySpan<byte> entries)
    {
        uint subfile = 0, photometric = TiffEntry.BlackIsZero;
        for (; !entries.IsEmpty; entries = entries[TiffEntry.Bytes..])
        {
            var value = ReadShort(entries[2..]) == TiffEntry.Long ? ReadWord(entries[8..]) : (uint)ReadShort(entries[8..]);
            var tag = ReadShort(entries);
            subfile = tag == TiffEntry.NewSubfileType ? value : subfile;
            photometric = tag == TiffEntry.PhotometricInterpretation ? value : photometric;
        }

        if ((subfile & (TiffEntry.ReducedResolution | TiffEntry.Mask)) != 0)
        {
            return;
        }

        pages++;
        if (photometric > TiffEntry.BlackIsZero)
        {
            colours.NotePossible();
        }

        colours.EndPage();
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

    private int ReadShort(ReadOnlySpan<byte> bytes) =>
        isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private uint ReadWord(ReadOnlySpan<byte> bytes) =>
        isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
