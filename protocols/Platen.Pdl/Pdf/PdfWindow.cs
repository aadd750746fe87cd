namespace Platen.Pdl.Pdf;

/// <summary>A movable window on a document with random access, read token by token or byte by byte.</summary>
internal sealed class PdfWindow(PdfReadAt readAt, long length)
{
    /// <summary>The most bytes that are at hand together.</summary>
    public const int WindowBytes = 16 * 1024;
    private readonly byte[] buffer = new byte[WindowBytes];
    private readonly PdfLexer lexer = new();
    private long start;
    private int filled;
    private int position;

    /// <summary>The document's length in bytes.</summary>
    public long Length => length;

    /// <summary>Offset of the next byte.</summary>
    public long Position => start + position;

    private bool AtEnd => start + filled >= length;

    /// <summary>Moves to <paramref name="offset"/>; false when it lies outside of the document.</summary>
    public bool TrySeek(long offset)
    {
        if (offset < 0 || offset >= length)
        {
            return false;
        }

        lexer.Reset();
        if (offset >= start && offset < start + filled)
        {
            position = (int)(offset - start);
            return true;
        }

        start = offset;
        filled = position = 0;
        return Refill();
    }

    public bool TryRead(out PdfToken token)
    {
        while (!lexer.TryRead(buffer.AsSpan(0, filled), ref position, AtEnd, out token))
        {
            if (!Refill())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The next bytes, at most a window of them and at most <paramref name="max"/>, and moves behind them; empty at the end.</summary>
    public ReadOnlySpan<byte> ReadBytes(long max)
    {
        if (position == filled && !Refill())
        {
            return default;
        }

        var taken = (int)Math.Min(max, filled - position);
        position += taken;
        return buffer.AsSpan(position - taken, taken);
    }

    /// <summary>Moves behind the line end that follows the keyword <c>stream</c>.</summary>
    public void SkipStreamLineEnd()
    {
        if (Peek() == '\r')
        {
            position++;
        }

        if (Peek() == '\n')
        {
            position++;
        }
    }

    private int Peek() => position < filled || Refill() ? buffer[position] : -1;

    /// <summary>Drops what is read and appends what follows; false when nothing follows.</summary>
    private bool Refill()
    {
        buffer.AsSpan(position, filled - position).CopyTo(buffer);
        start += position;
        filled -= position;
        position = 0;
        var room = (int)Math.Min(buffer.Length - filled, length - start - filled);
        var read = room > 0 ? readAt(start + filled, buffer.AsSpan(filled, room)) : 0;
        filled += read;
        return read > 0;
    }
}
