using System.Collections.Concurrent;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Spool;

/// <summary>Reuses the buffers of one size. What a burst needed beyond <paramref name="keptMax"/> is left to the garbage collector. Thread-safe.</summary>
/// <param name="bytes">The size of a buffer.</param>
/// <param name="keptMax">Buffers that are kept.</param>
internal sealed class PageBuffers(int bytes, int keptMax)
{
    private readonly ConcurrentQueue<PageBuffer> _kept = new();

    public int Bytes => bytes;

    public PageBuffer Rent() => _kept.TryDequeue(out var buffer) ? buffer : new PageBuffer(bytes);

    public void Return(PageBuffer buffer)
    {
        if (_kept.Count < keptMax)
        {
            _kept.Enqueue(buffer);
        }
    }
}
