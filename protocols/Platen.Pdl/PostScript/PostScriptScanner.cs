using Platen.Pdl.Inspection;

namespace Platen.Pdl.PostScript;

/// <summary>
/// Reads PostScript by its structuring comments, and checks them against the page operators that it finds. Between those it runs at the speed of
/// <c>IndexOf</c>. The end of each block is kept for the next one, so that every finding sees the bytes before and behind it.
/// </summary>
internal sealed class PostScriptScanner : IDocumentScanner
{
    private const int LookBehind = EjectReader.LookBehind;
    private const int LookAhead = 1024;
    private static readonly System.Buffers.SearchValues<byte> Filler = System.Buffers.SearchValues.Create("\0\t\n\f\r \u0004\u001a"u8);
    private readonly DscReader dsc;
    private readonly EjectReader ejects;
    private bool started;
    private bool isConforming;
    private bool isBroken;
    private int scannedTo;
    private int textFrom;
    private long linesToSkip;
    private bool expectsDataEnd;
    private bool afterEnd;

    public PostScriptScanner(PdlLimits limits)
    {
        dsc = new DscReader(limits);
        ejects = new EjectReader(dsc);
    }

    public bool Ended { get; private set; }

    public long Consume(ReadOnlySpan<byte> block, bool final)
    {
        if (!started)
        {
            var start = Start(block);
            if (start > 0)
            {
                return start;
            }
        }

        var end = final ? block.Length : Math.Max(scannedTo, block.Length - LookAhead);
        var reached = Scan(block, Math.Min(scannedTo, block.Length), end);
        if (Ended || reached > block.Length)
        {
            scannedTo = textFrom = 0;
            return reached;
        }

        if (final)
        {
            return block.Length;
        }

        var keepFrom = (int)Math.Max(0, reached - LookBehind);
        scannedTo = (int)reached - keepFrom;
        textFrom = Math.Max(0, textFrom - keepFrom);
        return keepFrom;
    }

    public DocumentFacts Finish(bool truncated)
    {
        ejects.EndPage();
        isBroken |= ejects.Overflowed || truncated || linesToSkip > 0 || expectsDataEnd || dsc.Depth > 0;
        return new DocumentFacts
        {
            Format = PdlFormat.PostScript,
            Pages = PostScriptVerdict.Decide(isConforming, dsc, ejects.Shows, isBroken),
            Colour = dsc.Colour == ColourMode.Unknown ? default : Finding<ColourMode>.Declared(dsc.Colour),
            Sides = dsc.Sides == Sides.Unknown ? default : Finding<Sides>.Declared(dsc.Sides),
            Copies = dsc.Copies is { } copies ? Finding<int>.Declared(copies) : default,
            Media = dsc.Media is { } media ? Finding<MediaSize>.Declared(media) : default,
            Title = dsc.Title,
            Creator = dsc.Creator,
            UserClaim = dsc.For,
            IsComplete = dsc.SawEnd && !isBroken,
            Warning = isBroken ? "the PostScript is cut off or its structure is not balanced" : null,
        };
    }

    public void Dispose()
    {
    }

    /// <summary>Reads the first line; for a DOS EPS file (Technical Note 5002) returns how far its PostScript part is away.</summary>
    private long Start(ReadOnlySpan<byte> block)
    {
        if (block.StartsWith((ReadOnlySpan<byte>)[0xC5, 0xD0, 0xD3, 0xC6]) && block.Length >= 8)
        {
            var offset = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(block[4..]);
            return Math.Max(8, offset);
        }

        started = true;
        isConforming = block.StartsWith("%!PS-Adobe-"u8);
        return 0;
    }

    private long Scan(ReadOnlySpan<byte> block, int from, int end)
    {
        long at = from;
        var comments = new Occurrences(block, "%%"u8);
        var pages = new Occurrences(block, "page"u8);
        var escapes = new Occurrences(block, "\u001b"u8);
        var copies = new Occurrences(block, "#copies"u8);
        Span<int> nextNames = stackalloc int[EjectorNames.NamesMax];
        var ejectors = new NameOccurrences(block, ejects.Names, nextNames);
        while (at < end)
        {
            if (linesToSkip > 0 || expectsDataEnd || afterEnd)
            {
                at = PassData(block, (int)at, end);
                if (Ended || linesToSkip > 0 && at >= block.Length)
                {
                    return at;
                }

                continue;
            }

            var position = (int)at;
            var next = Math.Min(Math.Min(comments.From(position), pages.From(position)), escapes.From(position));
            next = dsc.Section == DscSection.Page ? next : Math.Min(next, copies.From(position));
            var named = ejectors.From(position, out var name);
            if (Math.Min(next, named) >= end)
            {
                return Math.Max(at, end);
            }

            at = named < next ? AcceptName(block, named, ejects.Names[name].Length) : Accept(block, next);
            if (Ended)
            {
                return at;
            }
        }

        return at;
    }

    /// <summary>Handles the finding at <paramref name="at"/>; returns where to go on, possibly beyond the block.</summary>
    private long Accept(ReadOnlySpan<byte> block, int at)
    {
        switch (block[at])
        {
            case (byte)'%':
                return AcceptComment(block, at);
            case Ascii.Escape:
                Ended = block[at..].StartsWith(Ascii.Uel);
                return Ended ? at : at + 1;
            case (byte)'#':
                AcceptCopies(block, at);
                return at + 1;
            default:
                ejects.AcceptPage(Before(block, at), block[(at + 4)..]);
                return at + 4;
        }
    }

    private long AcceptComment(ReadOnlySpan<byte> block, int at)
    {
        if (at > 0 && block[at - 1] is not ((byte)'\n' or (byte)'\r'))
        {
            return at + 2;
        }

        var line = block.Slice(at, Math.Min(block.Length - at, LookAhead));
        var length = Ascii.LineLength(line);
        length = length < 0 ? line.Length : length;
        if (dsc.Accept(line[..length]))
        {
            ejects.EndPage();
            ejects.LearnWriter();
        }

        afterEnd = dsc.Depth == 0 && line[..length].SequenceEqual("%%EOF"u8);
        var (amount, areLines) = dsc.TakeData();
        if (amount <= 0)
        {
            return at + length;
        }

        expectsDataEnd = true;
        linesToSkip = areLines ? amount : 0;
        return PastLineEnd(block, at + length) + (areLines ? 0 : amount);
    }

    private static long PastLineEnd(ReadOnlySpan<byte> block, int at)
    {
        at += at < block.Length && block[at] == (byte)'\r' ? 1 : 0;
        return at < block.Length && block[at] == (byte)'\n' ? at + 1 : at;
    }

    /// <summary>Passes announced lines, checks that announced data ends where it should, and looks for another document behind <c>%%EOF</c>.</summary>
    private long PassData(ReadOnlySpan<byte> block, int at, int end)
    {
        if (linesToSkip > 0)
        {
            var line = block[at..].IndexOf((byte)'\n');
            linesToSkip -= line < 0 ? 0 : 1;
            return line < 0 ? block.Length : at + line + 1;
        }

        var filler = block[at..].IndexOfAnyExcept(Filler);
        if (filler < 0)
        {
            return block.Length;
        }

        at += filler;
        textFrom = at;
        if (at >= end)
        {
            // what stands here is judged with all its bytes at hand
            return at;
        }

        if (expectsDataEnd)
        {
            expectsDataEnd = false;
            isBroken |= !block[at..].StartsWith("%%End"u8);
        }
        else
        {
            afterEnd = false;
            Ended = block[at..].StartsWith("%!"u8);
        }

        return at;
    }

    private long AcceptName(ReadOnlySpan<byte> block, int at, int length)
    {
        ejects.AcceptName(Before(block, at), block[(at + length)..]);
        return at + 1;
    }

    private ReadOnlySpan<byte> Before(ReadOnlySpan<byte> block, int at) => block[Math.Max(Math.Min(textFrom, at), at - LookBehind)..at];

    /// <summary><c>/#copies 3 def</c> (PostScript level 1).</summary>
    private void AcceptCopies(ReadOnlySpan<byte> block, int at)
    {
        if (at > 0 && block[at - 1] == (byte)'/' && dsc.Depth == 0)
        {
            var value = block[(at + 7)..].TrimStart(" \t\r\n"u8);
            Span<double> number = stackalloc double[1];
            if (PageDevice.ReadNumbers(value[..Math.Min(value.Length, 16)], number) == 1 && number[0] is >= 1 and < 100_000)
            {
                dsc.Copies = (int)number[0];
            }
        }
    }
}
