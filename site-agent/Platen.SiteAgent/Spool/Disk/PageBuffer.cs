using System.Runtime.InteropServices;

namespace Platen.SiteAgent.Spool.Disk;

/// <summary>Memory that begins at a page's address, as <see cref="IDiskFile.WritePages"/> needs it. It never moves.</summary>
internal sealed class PageBuffer
{
    /// <summary>A page, in bytes: no disk or file system in use has larger blocks for direct writes.</summary>
    public const int PageBytes = 4096;

    private readonly byte[] _array;
    private readonly int _start;

    /// <param name="bytes">Its size, a multiple of <see cref="PageBytes"/>.</param>
    public PageBuffer(int bytes)
    {
        _array = GC.AllocateUninitializedArray<byte>(bytes + PageBytes, pinned: true);
        var beyond = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(_array, 0) % PageBytes);
        _start = (PageBytes - beyond) % PageBytes;
        Bytes = bytes;
    }

    public int Bytes { get; }

    public Memory<byte> Memory => _array.AsMemory(_start, Bytes);

    public Span<byte> Span => _array.AsSpan(_start, Bytes);
}
