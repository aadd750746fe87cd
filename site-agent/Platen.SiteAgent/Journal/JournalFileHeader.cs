using System.Buffers.Binary;
using System.Security.Cryptography;
using Platen.SiteAgent.Keys;

namespace Platen.SiteAgent.Journal;

/// <summary>
/// The first 4,096 bytes of a journal or checkpoint file: magic "PLTJ" (4), version (2), zero (2), file number (8), number of its first batch (8), sequence of its first
/// event (8), CRC-32C of the 32 bytes before (4), zero (28), key slots A and B (96 each) with the file's own key, zero. Little endian.
/// </summary>
/// <param name="File">1, 2, 3 … of its kind.</param>
/// <param name="FirstBatch">The batch that its first frame has.</param>
/// <param name="FirstEvent">The sequence that the first event in it has.</param>
internal sealed record JournalFileHeader(ulong File, ulong FirstBatch, ulong FirstEvent)
{
    public const int Bytes = 4096;

    public const int SlotsOffset = 64;

    private const ushort Version = 1;
    private const int CrcOffset = 32;
    private const int OwnerOffset = 8;
    private const int OwnerBytes = 8;

    private static ReadOnlySpan<byte> Magic => "PLTJ"u8;

    /// <summary>Writes the header with a new key for the file, and gives the cipher under that key.</summary>
    public AesGcm Write(Span<byte> page, SiteKeyRing ring)
    {
        page[..Bytes].Clear();
        Magic.CopyTo(page);
        BinaryPrimitives.WriteUInt16LittleEndian(page[4..], Version);
        BinaryPrimitives.WriteUInt64LittleEndian(page[8..], File);
        BinaryPrimitives.WriteUInt64LittleEndian(page[16..], FirstBatch);
        BinaryPrimitives.WriteUInt64LittleEndian(page[24..], FirstEvent);
        BinaryPrimitives.WriteUInt32LittleEndian(page[CrcOffset..], Crc32C.Compute(page[..CrcOffset], []));
        Span<byte> key = stackalloc byte[ChunkCipher.KeyBytes];
        RandomNumberGenerator.Fill(key);
        ring.Wrap(key, Owner(page), page.Slice(SlotsOffset, KeySlot.Bytes));
        var aes = new AesGcm(key, ChunkCipher.TagBytes);
        CryptographicOperations.ZeroMemory(key);
        return aes;
    }

    /// <summary>Reads a header; null when it is none, or damaged.</summary>
    public static JournalFileHeader? TryRead(ReadOnlySpan<byte> page)
    {
        if (page.Length < Bytes || !page.StartsWith(Magic) || BinaryPrimitives.ReadUInt16LittleEndian(page[4..]) != Version
            || BinaryPrimitives.ReadUInt32LittleEndian(page[CrcOffset..]) != Crc32C.Compute(page[..CrcOffset], []))
        {
            return null;
        }

        return new JournalFileHeader(
            BinaryPrimitives.ReadUInt64LittleEndian(page[8..]),
            BinaryPrimitives.ReadUInt64LittleEndian(page[16..]),
            BinaryPrimitives.ReadUInt64LittleEndian(page[24..]));
    }

    /// <summary>The cipher under the file's key; null when no slot can be unwrapped.</summary>
    public static AesGcm? TryOpenCipher(ReadOnlySpan<byte> page, SiteKeyRing ring)
    {
        Span<byte> key = stackalloc byte[ChunkCipher.KeyBytes];
        var found = ring.TryUnwrap(page.Slice(SlotsOffset, KeySlot.Bytes), Owner(page), key)
            || ring.TryUnwrap(page.Slice(SlotsOffset + KeySlot.Bytes, KeySlot.Bytes), Owner(page), key);
        var aes = found ? new AesGcm(key, ChunkCipher.TagBytes) : null;
        CryptographicOperations.ZeroMemory(key);
        return aes;
    }

    /// <summary>What the file's key is bound to: its number.</summary>
    public static ReadOnlySpan<byte> Owner(ReadOnlySpan<byte> page) => page.Slice(OwnerOffset, OwnerBytes);
}
