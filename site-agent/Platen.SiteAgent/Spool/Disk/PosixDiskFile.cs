using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Platen.SiteAgent.Spool.Disk;

/// <summary>A file of the real disk.</summary>
internal sealed class PosixDiskFile : IDiskFile
{
    private readonly SafeFileHandle _handle;
    private readonly string _path;
    private SafeFileHandle? _direct;

    public PosixDiskFile(string path, FileMode mode)
    {
        _path = path;
        try
        {
            _handle = File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (IOException e) when (Posix.IsFull(e))
        {
            throw Full(e);
        }
    }

    public long Length => RandomAccess.GetLength(_handle);

    [SupportedOSPlatform("linux")]
    public void SetMode(UnixFileMode mode) => File.SetUnixFileMode(_handle, mode);

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            RandomAccess.Write(_handle, bytes, offset);
        }
        catch (IOException e) when (Posix.IsFull(e))
        {
            throw Full(e);
        }
    }

    public void WritePages(IReadOnlyList<ReadOnlyMemory<byte>> pages, long offset)
    {
        var direct = Direct();
        try
        {
            RandomAccess.Write(direct, pages, offset);
        }
        catch (IOException e) when (Posix.IsFull(e))
        {
            throw Full(e);
        }

        if (direct == _handle)
        {
            Posix.StartWriteback(_handle, offset, pages.Sum(page => (long)page.Length)); // then the sync is short at least
        }
    }

    public int Read(Span<byte> buffer, long offset)
    {
        var total = 0;
        while (total < buffer.Length)
        {
            var read = RandomAccess.Read(_handle, buffer[total..], offset + total);
            if (read == 0)
            {
                break;
            }

            total += read;
        }

        return total;
    }

    public void ReadAhead(long offset, long length) => Posix.ReadAhead(_handle, offset, length);

    public void SyncData() => Posix.SyncData(_handle);

    public void Allocate(long length) => Posix.Allocate(_handle, length);

    public void SetLength(long length) => RandomAccess.SetLength(_handle, length);

    public void Dispose()
    {
        _direct?.Dispose();
        _handle.Dispose();
    }

    // some file systems (tmpfs of older kernels, some network ones) have no direct writes: then all goes through the cache
    private SafeFileHandle Direct() => LazyInitializer.EnsureInitialized(ref _direct, () => Posix.TryOpenDirect(_handle) ?? _handle)!;

    private DiskFullException Full(IOException cause) => new($"No room on the disk for '{_path}'.", cause);
}
