using System.IO.Compression;

namespace Platen.Pdl.Pdf;

/// <summary>
/// Decodes streams as they pass by: bytes are pushed in, decoded blocks come out. Input is inflated in blocks counted from the stream's start, so the result does not depend on how the job was cut.
/// Whatever the data are, a stream ends by itself, by <see cref="GiveUp"/>, or by what its reader has seen.
/// </summary>
internal abstract class PdfStreamDecoder : IDisposable
{
    private const int BufferBytes = 8192;
    private const int FeedBytes = 4096;
    private static readonly FeedStream Unused = new(0);
    private FeedStream feed = Unused;
    private byte[] plain = [];
    private ZLibStream? inflater;
    private int filled;
    private bool isFlate;

    /// <summary>True while a stream is being decoded.</summary>
    public bool IsActive { get; protected set; }

    /// <summary>Bytes that went in, over the whole job.</summary>
    protected long Fed { get; private set; }

    /// <summary>Bytes that came out, over the whole job.</summary>
    protected long Decoded { get; private set; }

    protected abstract bool IsWithinBounds { get; }

    public void Feed(ReadOnlySpan<byte> data)
    {
        Fed += IsActive ? data.Length : 0;

        // behind the end of the deflate data the inflater takes nothing more: that is no part of the stream
        while (!data.IsEmpty && IsActive && feed.HasRoom)
        {
            data = data[feed.Feed(data)..];
            if (feed.IsFull)
            {
                Drain();
            }
        }
    }

    public void Dispose()
    {
        inflater?.Dispose();
        feed.Dispose();
    }

    /// <summary>Begins with a stream whose filter is known.</summary>
    protected void Start(PdfObject dictionary)
    {
        if (plain.Length == 0)
        {
            // made when the first one is met
            (feed, plain) = (new FeedStream(FeedBytes), new byte[BufferBytes]);
        }

        feed.Clear();
        filled = 0;
        isFlate = dictionary.IsFlate;
        inflater?.Dispose();
        inflater = isFlate ? new ZLibStream(feed, CompressionMode.Decompress, leaveOpen: true) : null;
        IsActive = true;
    }

    /// <summary>Decodes what is left, and shows it.</summary>
    protected void Finish()
    {
        Drain();
        if (IsActive)
        {
            Scan(plain.AsSpan(0, filled), final: true);
        }
    }

    /// <summary>Reads a decoded block; returns how many bytes are done with. The rest is shown again with what follows, unless <paramref name="final"/> is set.</summary>
    protected abstract int Scan(ReadOnlySpan<byte> block, bool final);

    /// <summary>The stream cannot be read to its end.</summary>
    protected virtual void GiveUp() => IsActive = false;

    private void Drain()
    {
        try
        {
            int read;
            while (IsActive && (read = isFlate ? inflater!.Read(plain, filled, plain.Length - filled) : feed.Read(plain.AsSpan(filled))) > 0)
            {
                filled += read;
                Decoded += read;
                if (!IsWithinBounds)
                {
                    GiveUp();
                }
                else if (filled == plain.Length)
                {
                    Pass();
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // not deflate data: damaged, or encrypted
            GiveUp();
        }
    }

    private void Pass()
    {
        var done = Scan(plain, final: false);
        plain.AsSpan(done, filled - done).CopyTo(plain);
        filled -= done;
    }
}
