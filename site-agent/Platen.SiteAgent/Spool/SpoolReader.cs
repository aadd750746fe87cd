using System.Buffers;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Keys;

namespace Platen.SiteAgent.Spool;

/// <summary>
/// Reads a document in the clear, in blocks of up to 1 MiB; while one is used, the next is read and opened. Every chunk is verified before any of it is given out.
/// When something is damaged, all good chunks before it are given out, and then <see cref="SpoolDamagedException"/> is thrown: the end was reached only if
/// <see cref="ReadAsync"/> returned an empty block. Not thread-safe.
/// </summary>
internal sealed class SpoolReader : PrintDocument
{
    private const int BlockChunks = 16;
    private const int AheadChunks = 4 * BlockChunks;

    private readonly StoredDocument _document;
    private readonly ChunkCipher _cipher;
    private readonly byte[] _sealed;
    private readonly byte[][] _plain;
    private long _nextChunk;
    private int _nextBuffer;
    private Task<Block>? _ahead;
    private SpoolDamagedException? _damage;

    internal SpoolReader(StoredDocument document, SiteKeyRing ring)
        : this(document, document.OpenCipher(ring))
    {
    }

    /// <summary>Reads a document whose key is known; the reader disposes of the cipher.</summary>
    internal SpoolReader(StoredDocument document, ChunkCipher cipher)
    {
        _document = document;
        _cipher = cipher;
        var chunks = (int)Math.Min(BlockChunks, document.ChunkCount);
        _sealed = ArrayPool<byte>.Shared.Rent(chunks * ChunkCipher.SealedChunkBytes);
        var blocks = document.ChunkCount > BlockChunks ? 2 : 1;
        _plain = new byte[blocks][];
        for (var i = 0; i < blocks; i++)
        {
            _plain[i] = ArrayPool<byte>.Shared.Rent(chunks * ChunkCipher.ChunkBytes);
        }
    }

    private readonly record struct Block(ReadOnlyMemory<byte> Bytes, SpoolDamagedException? Damage);

    public JobId Job => _document.Job;

    /// <summary>Bytes of the whole document.</summary>
    public long Length => _document.PlainBytes;

    /// <inheritdoc/>
    public override long? KnownLength => Length;

    /// <summary>The next block, valid until the next call; empty: the document is whole and over.</summary>
    /// <exception cref="SpoolDamagedException">It cannot be read on.</exception>
    public override async ValueTask<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_damage is not null)
        {
            throw _damage;
        }

        var block = _ahead is { } ahead ? await ahead : Fill();
        _ahead = null;
        _damage = block.Damage;
        if (block.Bytes.IsEmpty && _damage is not null)
        {
            throw _damage;
        }

        if (_damage is null && _nextChunk < _document.ChunkCount)
        {
            _ahead = Task.Run(Fill, CancellationToken.None);
        }

        return block.Bytes;
    }

    /// <summary>Writes the rest of the document to a stream.</summary>
    /// <exception cref="SpoolDamagedException">It cannot be read on; the good part before it has been written.</exception>
    public async Task CopyToAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var block = await ReadAsync(cancellationToken);
            if (block.IsEmpty)
            {
                return;
            }

            await destination.WriteAsync(block, cancellationToken);
        }
    }

    /// <summary>The document as a stream that can be read once; disposing it disposes the reader.</summary>
    public Stream AsStream() => new SpoolReadStream(this);

    public override async ValueTask DisposeAsync()
    {
        if (_ahead is { } ahead)
        {
            await ahead;
            _ahead = null;
        }

        _cipher.Dispose();
        _document.Dispose();
        ArrayPool<byte>.Shared.Return(_sealed);
        foreach (var plain in _plain)
        {
            ArrayPool<byte>.Shared.Return(plain, clearArray: true);
        }
    }

    private Block Fill()
    {
        var first = _nextChunk;
        var chunks = (int)Math.Min(BlockChunks, _document.ChunkCount - first);
        if (chunks <= 0)
        {
            return default;
        }

        var wanted = ((chunks - 1) * ChunkCipher.SealedChunkBytes) + _document.SealedBytes(first + chunks - 1);
        if (first % AheadChunks == 0 && first + chunks < _document.ChunkCount)
        {
            _document.ReadAhead(first, Math.Min(2 * AheadChunks, _document.ChunkCount - first)); // while this is opened and sent, the disk goes on
        }

        var read = _document.Read(_sealed.AsSpan(0, wanted), first);
        var plain = _plain[_nextBuffer];
        _nextBuffer = (_nextBuffer + 1) % _plain.Length;
        var (opened, damage) = Open(_sealed.AsSpan(0, read), plain, first, chunks);
        _nextChunk = first + chunks;
        return new Block(plain.AsMemory(0, opened), damage);
    }

    private (int Opened, SpoolDamagedException? Damage) Open(ReadOnlySpan<byte> source, Span<byte> plain, long first, int chunks)
    {
        var opened = 0;
        for (var i = 0; i < chunks; i++)
        {
            var index = first + i;
            var bytes = _document.SealedBytes(index);
            var start = i * ChunkCipher.SealedChunkBytes;
            if (source.Length < start + bytes)
            {
                return (opened, _document.Damaged(SpoolDamage.Truncated, index));
            }

            if (!_cipher.TryOpen(source.Slice(start, bytes), plain[opened..], index, last: index == _document.ChunkCount - 1))
            {
                return (opened, _document.Damaged(SpoolDamage.ChunkDamaged, index));
            }

            opened += bytes - ChunkCipher.TagBytes;
        }

        return (opened, null);
    }
}
