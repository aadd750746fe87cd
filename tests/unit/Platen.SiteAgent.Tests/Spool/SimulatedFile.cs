using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Tests.Spool;

/// <summary>A file of <see cref="SimulatedDisk"/>, open.</summary>
internal sealed class SimulatedFile(SimulatedDisk disk, SimulatedInode inode, string path) : IDiskFile
{
    public long Length => disk.Guard(() => inode.Length);

    public void Write(ReadOnlySpan<byte> bytes, long offset) => Write([bytes.ToArray()], offset);

    public void Write(IReadOnlyList<ReadOnlyMemory<byte>> pieces, long offset) => Do(() =>
    {
        foreach (var piece in pieces)
        {
            inode.Write(piece.Span, offset);
            offset += piece.Length;
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

    public void SyncData() => Do(() =>
    {
        if (!disk.IgnoresSync(path))
        {
            inode.Sync();
        }
    });

    public void StartWriteback(long offset, long length) => Do(() => { });

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
