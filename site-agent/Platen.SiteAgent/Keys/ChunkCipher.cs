using System.Buffers.Binary;
using System.Security.Cryptography;
using Platen.Domain.Jobs;

namespace Platen.SiteAgent.Keys;

/// <summary>
/// Seals and opens a document's chunks under its data key: the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015) over AES-256-GCM.
/// A chunk is bound to its job (associated data), to its place (index in the nonce) and to being the last or not (flag in the nonce), so a flipped bit, a chunk of
/// another job, a swap, a gap and a truncation all fail to open (I10). The data key belongs to one job only, so a nonce never repeats under it.
/// Not thread-safe; its key is wiped with <see cref="Dispose"/>.
/// </summary>
internal sealed class ChunkCipher : IDisposable
{
    /// <summary>Plaintext bytes of every chunk but the last.</summary>
    public const int ChunkBytes = 64 * 1024;

    /// <summary>Bytes that sealing adds.</summary>
    public const int TagBytes = 16;

    /// <summary>A sealed chunk, unless it is the last: ciphertext, then tag.</summary>
    public const int SealedChunkBytes = ChunkBytes + TagBytes;

    /// <summary>A data key, in bytes.</summary>
    public const int KeyBytes = 32;

    private const int NonceBytes = 12;
    private const int IndexOffset = 3;
    private const int LastFlagOffset = 11;

    private readonly AesGcm _aes;
    private readonly byte[] _associatedData;

    /// <summary>The key is copied; the caller wipes its own.</summary>
    public ChunkCipher(ReadOnlySpan<byte> key, JobId job)
    {
        _aes = new AesGcm(key, TagBytes);
        _associatedData = AssociatedData(job);
    }

    /// <summary>Seals in place: the plaintext is the chunk's head, the tag is put behind it.</summary>
    /// <returns>The sealed length.</returns>
    public int Seal(Span<byte> chunk, int plainBytes, long index, bool last)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        WriteNonce(nonce, index, last);
        var text = chunk[..plainBytes];
        _aes.Encrypt(nonce, text, text, chunk.Slice(plainBytes, TagBytes), _associatedData);
        return plainBytes + TagBytes;
    }

    /// <summary>Opens a sealed chunk; false, and no plaintext, when it is not exactly this chunk of this job.</summary>
    public bool TryOpen(ReadOnlySpan<byte> sealedChunk, Span<byte> plain, long index, bool last)
    {
        if (sealedChunk.Length is < TagBytes or > SealedChunkBytes)
        {
            return false;
        }

        Span<byte> nonce = stackalloc byte[NonceBytes];
        WriteNonce(nonce, index, last);
        var textBytes = sealedChunk.Length - TagBytes;
        try
        {
            _aes.Decrypt(nonce, sealedChunk[..textBytes], sealedChunk[textBytes..], plain[..textBytes], _associatedData);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    public void Dispose() => _aes.Dispose();

    /// <summary>How many chunks a document of this many bytes has: at least one, because the last chunk proves the end even of an empty one.</summary>
    public static long ChunkCount(long plainBytes) => plainBytes == 0 ? 1 : (plainBytes + ChunkBytes - 1) / ChunkBytes;

    private static void WriteNonce(Span<byte> nonce, long index, bool last)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce[IndexOffset..], index);
        nonce[LastFlagOffset] = last ? (byte)1 : (byte)0;
    }

    private static byte[] AssociatedData(JobId job)
    {
        ReadOnlySpan<byte> version = "platen.spool.v1"u8;
        var data = new byte[version.Length + 16];
        version.CopyTo(data);
        job.Value.TryWriteBytes(data.AsSpan(version.Length), bigEndian: true, out _);
        return data;
    }
}
