using System.Security.Cryptography;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Spool;

/// <summary>
/// Up to <see cref="ChunksMax"/> consecutive chunks of a document: collected in the clear, sealed where they lie, written as whole pages. A batch begins in the middle of the page in which the
/// one before it ended, and takes that page over (<see cref="Begin"/>); the first begins with the document's header. Not thread-safe.
/// </summary>
internal sealed class ChunkBatch : IDisposable
{
    /// <summary>1 MiB of a document.</summary>
    public const int ChunksMax = 16;

    /// <summary>Plaintext bytes that a batch holds.</summary>
    public const int PlainBytesMax = ChunksMax * ChunkCipher.ChunkBytes;

    private const int PageBytes = PageBuffer.PageBytes;

    /// <summary>Most documents have one chunk, and need no more than this.</summary>
    private static readonly PageBuffers Small = new(17 * PageBytes, keptMax: 512);

    private static readonly PageBuffers Large = new(258 * PageBytes, keptMax: 32);

    private readonly long _firstChunk;
    private readonly int _start;
    private PageBuffer _buffer;
    private int _plainBytes;
    private int _end;
    private bool _isSealed;

    private ChunkBatch(long firstChunk, PageBuffer buffer)
    {
        var position = DataHeader.Bytes + (firstChunk * ChunkCipher.SealedChunkBytes);
        _firstChunk = firstChunk;
        _buffer = buffer;
        _start = (int)(position % PageBytes);
        Offset = position - _start;
    }

    /// <summary>Where its first page lies, counted from the document's header.</summary>
    public long Offset { get; }

    /// <summary>Nothing comes behind it.</summary>
    public bool IsLast { get; set; }

    public bool IsFull => _plainBytes == PlainBytesMax;

    /// <summary>The pages to write, once it is sealed: of the last batch all of them, else those that are full.</summary>
    public ReadOnlyMemory<byte> Pages => _buffer.Memory[..(IsLast ? (int)Segment.Align(_end) : FullPagesBytes)];

    /// <summary>What the next batch begins with: the sealed bytes behind the last full page.</summary>
    public ReadOnlySpan<byte> Rest => _buffer.Span[FullPagesBytes.._end];

    private int FullPagesBytes => _end / PageBytes * PageBytes;

    /// <summary>The first batch of a document.</summary>
    public static ChunkBatch First() => new(firstChunk: 0, Small.Rent());

    /// <summary>The batch behind this one, which is full.</summary>
    public ChunkBatch Next() => new(_firstChunk + ChunksMax, Large.Rent());

    /// <summary>Takes as many bytes as it has room for; returns how many.</summary>
    public int Append(ReadOnlySpan<byte> bytes)
    {
        var taken = 0;
        while (taken < bytes.Length && !IsFull)
        {
            var (chunk, within) = Math.DivRem(_plainBytes, ChunkCipher.ChunkBytes);
            if (chunk == 1 && within == 0)
            {
                Grow();
            }

            var count = Math.Min(bytes.Length - taken, ChunkCipher.ChunkBytes - within);
            bytes.Slice(taken, count).CopyTo(_buffer.Span[(StartOf(chunk) + within)..]);
            _plainBytes += count;
            taken += count;
        }

        return taken;
    }

    /// <summary>Puts the rest of the batch before it in its first page.</summary>
    public void Begin(ReadOnlySpan<byte> rest) => rest.CopyTo(_buffer.Span);

    /// <summary>Seals all its chunks, and pads the last batch to a page.</summary>
    public void Seal(DocumentSealer sealer)
    {
        if (_firstChunk == 0)
        {
            sealer.Begin(_buffer.Span[..DataHeader.Bytes]);
        }

        _end = _start;
        for (var left = _plainBytes; left > 0 || _end == _start; left -= ChunkCipher.ChunkBytes)
        {
            _end += sealer.Seal(_buffer.Span[_end..], Math.Min(left, ChunkCipher.ChunkBytes), IsLast && left <= ChunkCipher.ChunkBytes);
        }

        if (IsLast)
        {
            _buffer.Span[_end..(int)Segment.Align(_end)].Clear();
        }

        _isSealed = true;
    }

    public void Dispose()
    {
        if (!_isSealed)
        {
            CryptographicOperations.ZeroMemory(_buffer.Span); // plaintext
        }

        (_buffer.Bytes == Large.Bytes ? Large : Small).Return(_buffer);
    }

    private int StartOf(int chunk) => _start + (chunk * ChunkCipher.SealedChunkBytes);

    private void Grow()
    {
        if (_buffer.Bytes < Large.Bytes)
        {
            var large = Large.Rent();
            _buffer.Span.CopyTo(large.Span);
            CryptographicOperations.ZeroMemory(_buffer.Span); // plaintext
            Small.Return(_buffer);
            _buffer = large;
        }
    }
}
