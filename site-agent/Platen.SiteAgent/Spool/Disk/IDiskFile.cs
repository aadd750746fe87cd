namespace Platen.SiteAgent.Spool.Disk;

/// <summary>An open file. Reads and writes name their offset, so that threads can share it.</summary>
internal interface IDiskFile : IDisposable
{
    long Length { get; }

    /// <summary>Writes all bytes.</summary>
    /// <exception cref="DiskFullException">No room.</exception>
    void Write(ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Writes the pieces one after another.</summary>
    /// <exception cref="DiskFullException">No room.</exception>
    void Write(IReadOnlyList<ReadOnlyMemory<byte>> pieces, long offset);

    /// <summary>Reads until the buffer is full or the file ends; returns the bytes read.</summary>
    int Read(Span<byte> buffer, long offset);

    /// <summary>Returns when everything written so far, and the length, survives a power loss (fdatasync).</summary>
    void SyncData();

    /// <summary>Starts writing a range to the disk without waiting for it (sync_file_range): no promise, only a shorter <see cref="SyncData"/> later.</summary>
    void StartWriteback(long offset, long length);

    /// <summary>Reserves room for the file's first bytes, and extends it to them (posix_fallocate).</summary>
    /// <exception cref="DiskFullException">No room.</exception>
    void Allocate(long length);

    void SetLength(long length);
}
