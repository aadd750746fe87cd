using System.Security.Cryptography;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Spool;

/// <summary>A stored document that somebody reads: its file, held open, and its place in it. Disposing it lets the space be reused.</summary>
internal sealed class StoredDocument(JobId job, IDiskFile file, string fileName, long offset, long plainBytes, long chunkCount, Action release) : IDisposable
{
    private Action? _release = release;

    public JobId Job => job;

    public long PlainBytes => plainBytes;

    public long ChunkCount => chunkCount;

    /// <summary>The length of a sealed chunk.</summary>
    public int SealedBytes(long index) =>
        index < chunkCount - 1 ? ChunkCipher.SealedChunkBytes : (int)(plainBytes - ((chunkCount - 1) * ChunkCipher.ChunkBytes)) + ChunkCipher.TagBytes;

    /// <summary>Reads sealed bytes from the start of a chunk on; returns what is there.</summary>
    public int Read(Span<byte> buffer, long firstChunk) =>
        file.Read(buffer, offset + DataHeader.Bytes + (firstChunk * ChunkCipher.SealedChunkBytes));

    /// <summary>Has the disk read chunks ahead.</summary>
    public void ReadAhead(long firstChunk, long chunks) =>
        file.ReadAhead(offset + DataHeader.Bytes + (firstChunk * ChunkCipher.SealedChunkBytes), chunks * ChunkCipher.SealedChunkBytes);

    /// <summary>Unwraps the data key; the caller wipes it.</summary>
    /// <exception cref="SpoolDamagedException">The header or the key is not readable.</exception>
    public void ReadKey(SiteKeyRing ring, Span<byte> key)
    {
        Span<byte> header = stackalloc byte[DataHeader.Bytes];
        if (chunkCount != ChunkCipher.ChunkCount(plainBytes))
        {
            throw Damaged(SpoolDamage.LengthMismatch, -1);
        }

        var read = file.Read(header, offset);
        if (!DataHeader.IsOf(header[..read], job))
        {
            throw Damaged(SpoolDamage.HeaderDamaged, -1);
        }

        if (!DataHeader.TryUnwrap(header, ring, key))
        {
            throw Damaged(SpoolDamage.KeyUnreadable, -1);
        }
    }

    public ChunkCipher OpenCipher(SiteKeyRing ring)
    {
        Span<byte> key = stackalloc byte[ChunkCipher.KeyBytes];
        try
        {
            ReadKey(ring, key);
            return new ChunkCipher(key, job);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    public SpoolDamagedException Damaged(SpoolDamage damage, long chunk) => new(job, damage, chunk, fileName);

    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
