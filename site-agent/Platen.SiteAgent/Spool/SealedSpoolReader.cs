using System.Security.Cryptography;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Keys;

namespace Platen.SiteAgent.Spool;

/// <summary>
/// Reads a document's chunks as they lie on disk, for another agent: sealed, any chunk at any time, so that a transfer can be resumed. They are not verified here
/// (the receiver does that); only a missing end is noticed. Not thread-safe.
/// </summary>
internal sealed class SealedSpoolReader : ISealedDocument
{
    private readonly StoredDocument _document;
    private readonly SiteKeyRing _ring;

    internal SealedSpoolReader(StoredDocument document, SiteKeyRing ring)
    {
        _document = document;
        _ring = ring;
        using var proof = document.OpenCipher(ring); // damage shows now, not at the receiver
    }

    public JobId Job => _document.Job;

    /// <summary>Plaintext bytes of the whole document.</summary>
    public long PlainBytes => _document.PlainBytes;

    public long ChunkCount => _document.ChunkCount;

    /// <summary>Wraps the document's data key to another agent (DocumentHead.wrapped_key).</summary>
    /// <exception cref="CryptographicException">It is no public key on P-256.</exception>
    public byte[] WrapKeyFor(ReadOnlySpan<byte> recipientPublicKey)
    {
        Span<byte> key = stackalloc byte[ChunkCipher.KeyBytes];
        try
        {
            _document.ReadKey(_ring, key);
            return TransferKeys.Wrap(key, Job, recipientPublicKey);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Reads one sealed chunk (DocumentChunk.data) into a buffer of <see cref="ChunkCipher.SealedChunkBytes"/>; returns its length.</summary>
    /// <exception cref="SpoolDamagedException">The file ends before the chunk does.</exception>
    public int ReadChunk(long index, Span<byte> buffer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, ChunkCount);
        var bytes = _document.SealedBytes(index);
        return _document.Read(buffer[..bytes], index) == bytes ? bytes : throw _document.Damaged(SpoolDamage.Truncated, index);
    }

    public void Dispose() => _document.Dispose();
}
