namespace Platen.SiteAgent.Spool.Disk;

/// <summary>An open file. Reads and writes name their offset, so that threads can share it.</summary>
internal interface IDiskFile : IDisposable
{
    long Length { get; }

    /// <summary>Writes all bytes.</summary>
    /// <exception cref="DiskFullException">No room.</exception>
    void Write(ReadOnlySpan<byte> bytes, long offset);

    /// <summary>
    /// Writes whole pages one after another, past the kernel's cache where the file system can (O_DIRECT): what is written once and read much later, if ever, would cost a copy and push
    /// out what is needed. No more durable than <see cref="Write"/>. Offset, lengths and addresses are multiples of <see cref="PageBuffer.PageBytes"/>.
    /// </summary>
    /// <exception cref="DiskFullException">No room.</exception>
    void WritePages(IReadOnlyList<ReadOnlyMemory<byte>> pages, long offset);

    /// <summary>Reads until the buffer is full or the file ends; returns the bytes read.</summary>
    int Read(Span<byte> buffer, long offset);

    /// <summary>Has the kernel read a range ahead, without waiting for it (posix_fadvise): no promise, only a shorter <see cref="Read"/> later.</summary>
    void ReadAhead(long offset, long length);

    /// <summary>Returns when everything written so far, and the length, survives a power loss (fdatasync).</summary>
    void SyncData();

    /// <summary>Reserves room for the file's first bytes, and extends it to them (posix_fallocate).</summary>
    /// <exception cref="DiskFullException">No room.</exception>
    void Allocate(long length);

    void SetLength(long length);
}
