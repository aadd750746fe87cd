using System.Buffers.Binary;
using System.Security.Cryptography;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Keys;

namespace Platen.SiteAgent.Spool;

/// <summary>
/// The 512 bytes before a document's first chunk: magic "PLTD" (4), version (2, little endian), zero (2), job id (16, big endian), zero (40),
/// key slot A (96), key slot B (96), zero. Only one slot is in use; re-wrapping writes the other one first. Destroying the key zeroes both.
/// </summary>
internal static class DataHeader
{
    public const int Bytes = 512;

    /// <summary>Where the two slots lie, to be overwritten as one piece.</summary>
    public const int SlotsOffset = 64;

    /// <summary>The length of the two slots.</summary>
    public const int SlotsBytes = 2 * KeySlot.Bytes;

    private const ushort Version = 1;
    private const int JobIdOffset = 8;
    private const int JobIdBytes = 16;

    private static ReadOnlySpan<byte> Magic => "PLTD"u8;

    /// <summary>Writes a header with a new data key in slot A, and gives the cipher under that key.</summary>
    public static ChunkCipher Create(Span<byte> header, JobId job, SiteKeyRing ring)
    {
        header[..Bytes].Clear();
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], Version);
        job.Value.TryWriteBytes(header[JobIdOffset..], bigEndian: true, out _);
        Span<byte> key = stackalloc byte[ChunkCipher.KeyBytes];
        RandomNumberGenerator.Fill(key);
        ring.Wrap(key, JobIdOf(header), header.Slice(SlotsOffset, KeySlot.Bytes));
        var cipher = new ChunkCipher(key, job);
        CryptographicOperations.ZeroMemory(key);
        return cipher;
    }

    /// <summary>Whether these bytes are the header of this job.</summary>
    public static bool IsOf(ReadOnlySpan<byte> header, JobId job) =>
        header.Length >= Bytes && header.StartsWith(Magic) && BinaryPrimitives.ReadUInt16LittleEndian(header[4..]) == Version
        && new Guid(JobIdOf(header), bigEndian: true) == job.Value;

    /// <summary>Unwraps the data key from whichever slot holds it. The caller wipes the key.</summary>
    public static bool TryUnwrap(ReadOnlySpan<byte> header, SiteKeyRing ring, Span<byte> key) =>
        ring.TryUnwrap(Slot(header, 0), JobIdOf(header), key) || ring.TryUnwrap(Slot(header, 1), JobIdOf(header), key);

    /// <summary>What a data key is bound to: the job's id, as it lies in the header.</summary>
    public static byte[] OwnerOf(JobId job) => job.Value.ToByteArray(bigEndian: true);

    private static ReadOnlySpan<byte> JobIdOf(ReadOnlySpan<byte> header) => header.Slice(JobIdOffset, JobIdBytes);

    private static ReadOnlySpan<byte> Slot(ReadOnlySpan<byte> header, int index) => header.Slice(SlotsOffset + (index * KeySlot.Bytes), KeySlot.Bytes);
}
