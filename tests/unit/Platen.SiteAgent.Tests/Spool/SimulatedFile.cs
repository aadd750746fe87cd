using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Tests.Spool;

/// <summary>A file of <see cref="SimulatedDisk"/>, open.</summary>
internal sealed class SimulatedFile(SimulatedDisk disk, SimulatedInode inode, string path) : IDiskFile
{
    public long Length => disk.Guard(() => inode.Length);

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        var copy = bytes.ToArray();
        Do(() => inode.Write(copy, offset));
    }

    public void WritePages(IReadOnlyList<ReadOnlyMemory<byte>> pages, long offset) => Do(() =>
    {
        foreach (var page in pages)
        {
            (offset % PageBuffer.PageBytes).ShouldBe(0);
            (page.Length % PageBuffer.PageBytes).ShouldBe(0);
            inode.Write(page.Span, offset);
            offset += page.Length;
        }
    });

    public int Read(Span<byte> buffer, long offset)
    {
        var copy = new byte[buffer.Length];
        var count = disk.Guard(() =>
        {
            disk.Step();
            return inode.Read(copy, offset);
        });
        copy.AsSpan(0, count).CopyTo(buffer);
        return count;
    }

    public void ReadAhead(long offset, long length)
    {
    }

    public void SyncData() => Do(() =>
    {
        if (!disk.IgnoresSync(path))
        {
            inode.Sync();
        }
    });

    public void Allocate(long length) => Do(() => inode.Extend(length));

    public void SetLength(long length) => Do(() => inode.SetLength(length));

    public void Dispose()
    {
    }

    private void Do(Action action) => disk.Guard(() =>
    {
        disk.Step();
        action();
        return true;
    });
}
