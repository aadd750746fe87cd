namespace Platen.Pdl.Pdf;

/// <summary>
/// The pull side of a push: what was fed is read once, then the stream is empty until more is fed. Lets the platform's inflater work on pushed bytes.
/// </summary>
internal sealed class FeedStream(int capacity) : Stream
{
    private readonly byte[] buffer = new byte[capacity];
    private int start;
    private int end;

    public bool IsFull => end == buffer.Length;

    /// <summary>False when nobody has read what fills it.</summary>
    public bool HasRoom => start == end || !IsFull;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public void Clear() => start = end = 0;

    /// <summary>Copies as much as there is room for; returns how much.</summary>
    public int Feed(ReadOnlySpan<byte> data)
    {
        if (start == end)
        {
            Clear();
        }

        var taken = Math.Min(data.Length, buffer.Length - end);
        data[..taken].CopyTo(buffer.AsSpan(end));
        end += taken;
        return taken;
    }

    public override int Read(Span<byte> target)
    {
        var taken = Math.Min(target.Length, end - start);
        buffer.AsSpan(start, taken).CopyTo(target);
        start += taken;
        return taken;
    }

    public override int Read(byte[] target, int offset, int count) => Read(target.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] source, int offset, int count) => throw new NotSupportedException();
}
