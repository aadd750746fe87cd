using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Spool;

/// <summary>
/// Whether there is room for more: below the high-water mark, and with the reserve left free on the disk. Asking the file system is slow, so its answer is used for
/// a short time, less what was handed out since. Thread-safe.
/// </summary>
internal sealed class SpoolSpace(IDisk disk, SpoolOptions options, TimeProvider time)
{
    private static readonly TimeSpan AnswerLifetime = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private long _askedAt;
    private long _free = -1;
    private long _used;

    /// <summary>Bytes of documents on disk, padding included.</summary>
    public long Used => Volatile.Read(ref _used);

    /// <summary>Bytes free on the disk, at most a quarter of a second old.</summary>
    public long Free
    {
        get
        {
            lock (_gate)
            {
                return Refresh();
            }
        }
    }

    /// <summary>Whether this many bytes more can be taken.</summary>
    public bool HasRoomFor(long bytes)
    {
        if (options.SpoolBytesMax > 0 && Used + bytes > options.SpoolBytesMax)
        {
            return false;
        }

        lock (_gate)
        {
            return Refresh() - bytes >= options.FreeBytesReserve;
        }
    }

    /// <summary>Counts bytes as taken, when there is room for them.</summary>
    public bool TryTake(long bytes)
    {
        if (!HasRoomFor(bytes))
        {
            return false;
        }

        Take(bytes);
        return true;
    }

    /// <summary>Counts bytes as taken without asking: they are on the disk already.</summary>
    public void Take(long bytes)
    {
        Interlocked.Add(ref _used, bytes);
        lock (_gate)
        {
            _free -= bytes;
        }
    }

    /// <summary>Counts bytes as given back.</summary>
    public void Return(long bytes) => Interlocked.Add(ref _used, -bytes);

    /// <summary>The disk has just said that it is full.</summary>
    public void NoteFull()
    {
        lock (_gate)
        {
            _free = 0;
            _askedAt = time.GetTimestamp();
        }
    }

    private long Refresh()
    {
        if (_free < 0 || time.GetElapsedTime(_askedAt) > AnswerLifetime)
        {
            _free = disk.FreeBytes(options.Directory);
            _askedAt = time.GetTimestamp();
        }

        return _free;
    }
}
