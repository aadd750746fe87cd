using System.Collections.Concurrent;

namespace Platen.SiteAgent.Spool;

/// <summary>Reuses the buffers in which chunks are collected and sealed: 17 pages each, so that a one-chunk document is written with one aligned write.</summary>
internal static class ChunkBuffers
{
    /// <summary>Header, one sealed chunk, and padding to a page.</summary>
    public const int Bytes = 17 * 4096;

    private const int KeptMax = 512;

    private static readonly ConcurrentQueue<byte[]> Kept = new();

    public static byte[] Rent() => Kept.TryDequeue(out var buffer) ? buffer : GC.AllocateUninitializedArray<byte>(Bytes, pinned: true);

    public static void Return(byte[] buffer)
    {
        if (Kept.Count < KeptMax)
        {
            Kept.Enqueue(buffer);
        }
    }
}
