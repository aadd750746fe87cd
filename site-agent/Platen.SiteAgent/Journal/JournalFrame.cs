using System.Buffers.Binary;
using System.Security.Cryptography;
using Platen.SiteAgent.Keys;

namespace Platen.SiteAgent.Journal;

/// <summary>
/// One batch on disk: magic "PLTB" (4), payload bytes (4), batch number (8), record count (4), CRC-32C of the 20 bytes before and of what follows (4); then the encrypted
/// payload, its tag (16), and zeros up to a multiple of 4,096. Numbers are little endian. AES-256-GCM under the file's key; the nonce is the batch number, the first 20
/// bytes are associated data. A frame never shares a page with another one, so that writing a frame cannot harm one that was acknowledged.
/// </summary>
internal static class JournalFrame
{
    public const int HeaderBytes = 24;

    /// <summary>Frames start at multiples of this.</summary>
    public const int Alignment = 4096;

    /// <summary>The largest payload, in bytes.</summary>
    public const int PayloadBytesMax = 8 * 1024 * 1024;

    private const int CrcOffset = 20;
    private const int NonceBytes = 12;

    private static ReadOnlySpan<byte> Magic => "PLTB"u8;

    /// <summary>Bytes on disk of a frame with this payload.</summary>
    public static int Size(int payloadBytes) => (HeaderBytes + payloadBytes + ChunkCipher.TagBytes + Alignment - 1) / Alignment * Alignment;

    /// <summary>Completes a frame in place: the payload lies in clear behind the header's place.</summary>
    public static void Seal(Span<byte> frame, int payloadBytes, ulong batch, int records, AesGcm aes)
    {
        Magic.CopyTo(frame);
        BinaryPrimitives.WriteInt32LittleEndian(frame[4..], payloadBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(frame[8..], batch);
        BinaryPrimitives.WriteInt32LittleEndian(frame[16..], records);
        var payload = frame.Slice(HeaderBytes, payloadBytes);
        Span<byte> nonce = stackalloc byte[NonceBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(nonce, batch);
        var end = HeaderBytes + payloadBytes + ChunkCipher.TagBytes;
        aes.Encrypt(nonce, payload, payload, frame[(HeaderBytes + payloadBytes)..end], frame[..CrcOffset]);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[CrcOffset..], Crc32C.Compute(frame[..CrcOffset], frame[HeaderBytes..end]));
        frame[end..].Clear();
    }

    /// <summary>The payload length that a frame's first page claims; false when it is no frame.</summary>
    public static bool TryReadHeader(ReadOnlySpan<byte> page, out int payloadBytes, out ulong batch)
    {
        payloadBytes = 0;
        batch = 0;
        if (page.Length < HeaderBytes || !page.StartsWith(Magic))
        {
            return false;
        }

        payloadBytes = BinaryPrimitives.ReadInt32LittleEndian(page[4..]);
        batch = BinaryPrimitives.ReadUInt64LittleEndian(page[8..]);
        return payloadBytes is > 0 and <= PayloadBytesMax;
    }

    /// <summary>Whether the frame is as it was written, by its checksum.</summary>
    public static bool IsIntact(ReadOnlySpan<byte> frame, int payloadBytes)
    {
        var end = HeaderBytes + payloadBytes + ChunkCipher.TagBytes;
        return frame.Length >= end
            && BinaryPrimitives.ReadUInt32LittleEndian(frame[CrcOffset..]) == Crc32C.Compute(frame[..CrcOffset], frame[HeaderBytes..end]);
    }

    /// <summary>Decrypts the payload in place; false when it was made under another key or was forged.</summary>
    public static bool TryOpen(Span<byte> frame, int payloadBytes, ulong batch, AesGcm aes)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(nonce, batch);
        var payload = frame.Slice(HeaderBytes, payloadBytes);
        try
        {
            aes.Decrypt(nonce, payload, frame.Slice(HeaderBytes + payloadBytes, ChunkCipher.TagBytes), payload, frame[..CrcOffset]);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }
}
