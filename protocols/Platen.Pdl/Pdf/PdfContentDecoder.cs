using System.IO.Compression;

namespace Platen.Pdl.Pdf;

/// <summary>
/// Decodes content streams as they pass by, for <see cref="PdfContentScanner"/>. Bounded by <see cref="PdlLimits.PdfContentBytes"/> and by <see cref="PdlLimits.PdfContentRatio"/> over the whole job: beyond, or where
/// a filter is not known, the stream may hold anything.
/// </summary>
internal sealed class PdfContentDecoder(PdlLimits limits) : IDisposable
{
    private const int BufferBytes = 8192;
    private const int FeedBytes = 4096;

    // short streams may be packed well
    private const long DecodedFree = 1024 * 1024;
    private static readonly FeedStream Unused = new(0);
    private FeedStream feed = Unused;
    private byte[] plain = [];
    private ZLibStream? inflater;
    private long decoded;
    private long fed;
    private int filled;
    private bool isFlate;

    public PdfContentScanner Scanner { get; } = new();

    /// <summary>True while a stream is being decoded.</summary>
    public bool IsActive { get; private set; }

    /// <summary>True when the last stream could not be read to its end.</summary>
    public bool WasLost { get; private set; }

    /// <summary>Starts on the stream that the dictionary describes, if its filter is known.</summary>
    public void Begin(PdfObject dictionary)
    {
        Scanner.Begin();
        WasLost = dictionary.HasOtherFilter || dictionary.Predictor > 1 || decoded >= limits.PdfContentBytes;
        IsActive = !WasLost;
        if (!IsActive)
        {
            return;
        }

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
    }

    public void Feed(ReadOnlySpan<byte> data)
    {
        fed += data.Length;
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

    /// <summary>Ends the stream.</summary>
    public void End()
    {
        if (IsActive)
        {
            Drain();
            Scanner.Scan(plain.AsSpan(0, filled), final: true);
            IsActive = false;
        }
    }

    public void Dispose()
    {
        inflater?.Dispose();
        feed.Dispose();
    }

    private void Drain()
    {
        try
        {
            int read;
            while (IsActive && (read = isFlate ? inflater!.Read(plain, filled, plain.Length - filled) : feed.Read(plain.AsSpan(filled))) > 0)
            {
                filled += read;
                decoded += read;
                if (decoded > limits.PdfContentBytes || decoded > DecodedFree + (fed * limits.PdfContentRatio))
                {
                    Lose();
                }
                else if (filled == plain.Length)
                {
                    Scan();
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // not deflate data: damaged, or encrypted
            Lose();
        }
    }

    private void Scan()
    {
        var done = Scanner.Scan(plain.AsSpan(0, filled), final: false);
        plain.AsSpan(done, filled - done).CopyTo(plain);
        filled -= done;
        // colour is colour, whatever follows
        IsActive = !Scanner.HasColour;
    }

    private void Lose()
    {
        WasLost = true;
        IsActive = false;
    }
}
