using System.IO.Compression;

namespace Platen.Pdl.Pdf;

/// <summary>
/// Decodes object streams (ISO 32000-1, 7.5.7) as they pass by and hands their objects to the model. Input is inflated in blocks counted from the stream's
/// start, so the result does not depend on how the job was cut; output is bounded by <see cref="PdlLimits.PdfDecodedBytes"/> and <see cref="PdlLimits.PdfObjectStreamRatio"/> over the whole job.
/// </summary>
internal sealed class PdfObjectStreamDecoder(PdfModel model, PdlLimits limits) : IDisposable
{
    private const int BufferBytes = 8192;
    private const long DecodedFree = 4L * 1024 * 1024;
    private readonly PdfLexer lexer = new();
    private readonly PdfObject current = new(limits.PdfKids, limits.TextChars);
    private readonly List<(int Number, long Offset)> table = [];
    private readonly FeedStream feed = new(4096);
    private readonly byte[] plain = new byte[BufferBytes];
    private ZLibStream? inflater;
    private long decodedTotal;
    private long fed;
    private int streams;
    private int filled;
    private long plainStart;
    private long firstObject;
    private long objectCount;
    private long pendingNumber;
    private int next;
    private bool isFlate;

    /// <summary>Says which objects of the stream count; all of them where nothing else is set.</summary>
    public Func<int, bool> Accepts { get; init; } = static _ => true;

    /// <summary>True while a stream is being decoded.</summary>
    public bool IsActive { get; private set; }

    /// <summary>Starts on the stream that the dictionary describes; false (and counted as unreadable) when it cannot be decoded.</summary>
    public bool Begin(PdfObject dictionary)
    {
        if (dictionary.HasOtherFilter || dictionary.Predictor > 1 || dictionary.First < 0
            || dictionary.ObjectsInStream < 0 || dictionary.ObjectsInStream > limits.PdfObjectsPerStream
            || streams++ >= limits.PdfObjectStreams || model.UnreadableStreams >= limits.PdfDamagedStreams
            || decodedTotal >= limits.PdfDecodedBytes)
        {
            model.UnreadableStreams++;
            return false;
        }

        table.Clear();
        feed.Clear();
        lexer.Reset();
        filled = next = 0;
        plainStart = 0;
        pendingNumber = -1;
        firstObject = dictionary.First;
        objectCount = dictionary.ObjectsInStream;
        isFlate = dictionary.IsFlate;
        inflater?.Dispose();
        inflater = isFlate ? new ZLibStream(feed, CompressionMode.Decompress, leaveOpen: true) : null;
        IsActive = true;
        return true;
    }

    public void Feed(ReadOnlySpan<byte> data)
    {
        fed += IsActive ? data.Length : 0;
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

    /// <summary>Ends the stream: its last object is complete.</summary>
    public void End()
    {
        if (!IsActive)
        {
            return;
        }

        Drain();
        if (IsActive)
        {
            Scan(final: true);
        }

        if (IsActive && (next < objectCount || lexer.IsInsideString))
        {
            GiveUp();
        }
        else if (IsActive && next > 0)
        {
            Define();
        }

        IsActive = false;
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
                decodedTotal += read;
                if (decodedTotal > limits.PdfDecodedBytes || decodedTotal > DecodedFree + (fed * limits.PdfObjectStreamRatio))
                {
                    GiveUp();
                }
                else if (filled == plain.Length)
                {
                    Scan(final: false);
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // not deflate data: damaged, or encrypted
            GiveUp();
        }
    }

    private void GiveUp()
    {
        model.UnreadableStreams++;
        IsActive = false;
    }

    private void Define()
    {
        if (Accepts(current.Number))
        {
            model.Define(current);
        }
    }

    private void Scan(bool final)
    {
        var block = plain.AsSpan(0, filled);
        var position = 0;
        while (IsActive && lexer.TryRead(block, ref position, final, out var token))
        {
            if (table.Count < objectCount)
            {
                AcceptHeader(token);
            }
            else
            {
                AcceptBody(token);
            }
        }

        block[position..].CopyTo(block);
        plainStart += position;
        filled -= position;
    }

    private void AcceptHeader(in PdfToken token)
    {
        if (token.Kind != PdfTokenKind.Integer || token.Integer < 0)
        {
            GiveUp();
        }
        else if (pendingNumber < 0)
        {
            pendingNumber = token.Integer;
        }
        else
        {
            var offset = firstObject + token.Integer;
            if (pendingNumber > PdfReference.NumberMax || table.Count > 0 && offset < table[^1].Offset)
            {
                GiveUp();
                return;
            }

            table.Add(((int)pendingNumber, offset));
            pendingNumber = -1;
        }
    }

    private void AcceptBody(in PdfToken token)
    {
        var at = plainStart + token.Start;
        while (next < table.Count && at >= table[next].Offset)
        {
            if (next > 0)
            {
                Define();
            }

            current.Begin(table[next++].Number);
        }

        if (next > 0)
        {
            current.Accept(token);
        }
    }
}
