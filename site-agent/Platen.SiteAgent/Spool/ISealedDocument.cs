using System.Security.Cryptography;

namespace Platen.SiteAgent.Spool;

/// <summary>A document's chunks as they lie on disk, for another agent: sealed, any chunk at any time, so that a transfer can be resumed. Not thread-safe.</summary>
internal interface ISealedDocument : IDisposable
{
    /// <summary>Plaintext bytes of the whole document.</summary>
    long PlainBytes { get; }

    long ChunkCount { get; }

    /// <summary>Wraps the document's data key to another agent (DocumentHead.wrapped_key).</summary>
    /// <exception cref="CryptographicException">It is no public key on P-256.</exception>
    byte[] WrapKeyFor(ReadOnlySpan<byte> recipientPublicKey);

    /// <summary>Reads one sealed chunk (DocumentChunk.data) into a buffer of <see cref="Keys.ChunkCipher.SealedChunkBytes"/>; returns its length.</summary>
    /// <exception cref="SpoolDamagedException">The file ends before the chunk does.</exception>
    int ReadChunk(long index, Span<byte> buffer);
}
