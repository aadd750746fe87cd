using System.Buffers.Binary;
using System.Security.Cryptography;
using Platen.SiteAgent.Journal;

namespace Platen.SiteAgent.Replica;

/// <summary>
/// The frame of one batch in the replica's file: mark (4), length of the sealed part (4, little endian), nonce (12, random), sealed part (AES-256-GCM, tag last),
/// CRC-32C of all before it (4). The CRC tells a torn write; the tag tells a forged one; the record's index is associated data, so records cannot be swapped or left out.
/// </summary>
internal static class ReplicaRecord
{
    /// <summary>The largest batch that is kept, in bytes.</summary>
    public const int PlainBytesMax = 32 * 1024 * 1024;

    /// <summary>Bytes around the plaintext.</summary>
    public const int OverheadBytes = HeadBytes + TagBytes + CrcBytes;

    /// <summary>Bytes before the sealed part.</summary>
    public const int HeadBytes = 8 + NonceBytes;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int CrcBytes = 4;

    private static ReadOnlySpan<byte> Mark => "PRC1"u8;

    public static byte[] Seal(AesGcm key, ulong index, ReadOnlySpan<byte> plain)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plain.Length, PlainBytesMax);
        var record = new byte[plain.Length + OverheadBytes];
        Mark.CopyTo(record);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(4), plain.Length + TagBytes);
        var nonce = record.AsSpan(8, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        var text = record.AsSpan(HeadBytes, plain.Length);
        key.Encrypt(nonce, plain, text, record.AsSpan(HeadBytes + plain.Length, TagBytes), AssociatedData(index));
        var checkedBytes = record.Length - CrcBytes;
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(checkedBytes), Crc32C.Compute(record.AsSpan(0, checkedBytes), []));
        return record;
    }

    /// <summary>The whole length that a record's head announces; 0 when it is no head.</summary>
    public static int Length(ReadOnlySpan<byte> head)
    {
        if (head.Length < HeadBytes || !head.StartsWith(Mark))
        {
            return 0;
        }

        var sealedBytes = BinaryPrimitives.ReadInt32LittleEndian(head[4..]);
        return sealedBytes is >= TagBytes and <= PlainBytesMax + TagBytes ? HeadBytes + sealedBytes + CrcBytes : 0;
    }

    /// <summary>Whether these bytes are one whole record, by its CRC.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> record) =>
        record.Length >= OverheadBytes && Length(record) == record.Length
        && Crc32C.Compute(record[..^CrcBytes], []) == BinaryPrimitives.ReadUInt32LittleEndian(record[^CrcBytes..]);

    /// <summary>Whether a whole record begins anywhere behind the first byte: then what is before it was no torn write, because each write waits for the one before.</summary>
    public static bool IsFollowedByWhole(ReadOnlySpan<byte> bytes)
    {
        for (var from = 1; from < bytes.Length;)
        {
            var found = bytes[from..].IndexOf(Mark);
            if (found < 0)
            {
                return false;
            }

            var candidate = bytes[(from + found)..];
            var length = Length(candidate);
            if (length > 0 && length <= candidate.Length && IsWhole(candidate[..length]))
            {
                return true;
            }

            from += found + 1;
        }

        return false;
    }

    /// <summary>Opens a whole record; null when it is not exactly this one under this key.</summary>
    public static byte[]? TryOpen(AesGcm key, ulong index, ReadOnlySpan<byte> record)
    {
        var plain = new byte[record.Length - OverheadBytes];
        try
        {
            key.Decrypt(record.Slice(8, NonceBytes), record.Slice(HeadBytes, plain.Length), record.Slice(HeadBytes + plain.Length, TagBytes), plain, AssociatedData(index));
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] AssociatedData(ulong index)
    {
        var data = new byte[16];
        "platen.r"u8.CopyTo(data);
        BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(8), index);
        return data;
    }
}
