using System.Buffers;
using System.Collections.Concurrent;

namespace Platen.SiteAgent.Intake.Hosting;

/// <summary>
/// Memory for the connections' input: blocks of 64 KiB instead of the web server's 4 KiB. A connection reads one block's worth from its socket at a time, so a document comes in with a
/// sixteenth of the system calls and of the hand-overs between threads. A connection that waits for data has no block. Thread-safe.
/// </summary>
internal sealed class IntakeMemoryPool : MemoryPool<byte>
{
    /// <summary>The size of a block, in bytes.</summary>
    public const int BlockBytes = 64 * 1024;

    /// <summary>Blocks that are kept for reuse: 16 MiB. What a burst needed beyond them is left to the garbage collector.</summary>
    private const int KeptMax = 256;

    private readonly ConcurrentQueue<byte[]> _free = new();
    private int _kept;

    public override int MaxBufferSize => BlockBytes;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes);
        if (!_free.TryDequeue(out var array))
        {
            return new Block(this, GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: true));
        }

        Interlocked.Decrement(ref _kept);
        return new Block(this, array);
    }

    protected override void Dispose(bool disposing)
    {
        // its arrays are the garbage collector's
    }

    private void Return(byte[] array)
    {
        if (Interlocked.Increment(ref _kept) <= KeptMax)
        {
            _free.Enqueue(array);
        }
        else
        {
            Interlocked.Decrement(ref _kept);
        }
    }

    /// <summary>A block on loan; it goes back once, however often it is disposed of.</summary>
    private sealed class Block(IntakeMemoryPool pool, byte[] array) : IMemoryOwner<byte>
    {
        private byte[]? _array = array;

        public Memory<byte> Memory => System.Runtime.InteropServices.MemoryMarshal.CreateFromPinnedArray(_array ?? throw new ObjectDisposedException(nameof(Block)), 0, BlockBytes);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _array, null) is { } mine)
            {
                pool.Return(mine);
            }
        }
    }
}
