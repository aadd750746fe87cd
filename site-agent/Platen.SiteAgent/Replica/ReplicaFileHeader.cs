using System.Buffers.Binary;
using System.Security.Cryptography;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Keys;

namespace Platen.SiteAgent.Replica;

/// <summary>The head of the replica's file: mark (8), version (4), zero (4), the file's own key wrapped by the site key (<see cref="KeySlot"/>), CRC-32C (4).</summary>
internal static class ReplicaFileHeader
{
    public const int Bytes = SlotOffset + KeySlot.Bytes + CrcBytes;

    private const int SlotOffset = 16;
    private const int CrcBytes = 4;
    private const uint Version = 1;

    private static ReadOnlySpan<byte> Mark => "PLATENRP"u8;

    private static ReadOnlySpan<byte> Owner => "platen.replica.1"u8;

    /// <summary>Makes a header with a fresh key.</summary>
    public static byte[] Create(SiteKeyRing keys, out AesGcm key)
    {
        var header = new byte[Bytes];
        Mark.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), Version);
        Span<byte> secret = stackalloc byte[ChunkCipher.KeyBytes];
        RandomNumberGenerator.Fill(secret);
        keys.Wrap(secret, Owner, header.AsSpan(SlotOffset, KeySlot.Bytes));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(Bytes - CrcBytes), Crc32C.Compute(header.AsSpan(0, Bytes - CrcBytes), []));
        key = new AesGcm(secret, ChunkCipher.TagBytes);
        CryptographicOperations.ZeroMemory(secret);
        return header;
    }

    /// <summary>Which site key the file needs.</summary>
    public static uint SiteKeyId(ReadOnlySpan<byte> header) => KeySlot.KeyId(header[SlotOffset..]);

    /// <summary>The file's key; null, with the reason, when the header cannot be used.</summary>
    public static AesGcm? TryRead(SiteKeyRing keys, ReadOnlySpan<byte> header, out string reason)
    {
        if (header.Length != Bytes || !header.StartsWith(Mark)
            || Crc32C.Compute(header[..^CrcBytes], []) != BinaryPrimitives.ReadUInt32LittleEndian(header[^CrcBytes..]))
        {
            reason = "its header is no replica's header, or is damaged";
            return null;
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(header[8..]) != Version)
        {
            reason = "it was written by another version";
            return null;
        }

        Span<byte> secret = stackalloc byte[ChunkCipher.KeyBytes];
        if (!keys.TryUnwrap(header.Slice(SlotOffset, KeySlot.Bytes), Owner, secret))
        {
            reason = "it is encrypted under a site key that is not here";
            return null;
        }

        reason = "";
        var key = new AesGcm(secret, ChunkCipher.TagBytes);
        CryptographicOperations.ZeroMemory(secret);
        return key;
    }
}
