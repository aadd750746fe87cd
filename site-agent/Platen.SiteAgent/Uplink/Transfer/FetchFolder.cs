using Microsoft.Extensions.Options;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Uplink.Transfer;

/// <summary>The documents that come from other agents, a file each, named after release and job. Bounded in number, age and free space. Thread-safe.</summary>
internal sealed class FetchFolder
{
    /// <summary>Documents at one time, whole and in part.</summary>
    public const int FilesMax = 256;

    /// <summary>What copies ahead are named after: no release has this id.</summary>
    public static readonly ReleaseId Ahead = new(new Guid("ffffffff-ffff-7fff-bfff-ffffffffffff"));

    /// <summary>What copies in advance are named after: no release has this id. They are counted, and go, by <see cref="Copies.CopyBook"/>.</summary>
    public static readonly ReleaseId Copy = new(new Guid("fffffffe-ffff-7fff-bfff-ffffffffffff"));

    private const string Extension = ".fetched";

    private readonly IDisk _disk;
    private readonly TransferKeys _keys;
    private readonly SpoolOptions _spool;
    private readonly TransferOptions _options;
    private readonly TimeProvider _time;
    private readonly string _folder;
    private readonly Lock _gate = new();
    private readonly HashSet<string> _inUse = new(StringComparer.Ordinal);
    private readonly Dictionary<JobId, long> _aheadSince = [];

    public FetchFolder(IDisk disk, TransferKeys keys, IOptions<SpoolOptions> spool, IOptions<TransferOptions> options, TimeProvider time)
    {
        (_disk, _keys, _spool, _options, _time) = (disk, keys, spool.Value, options.Value, time);
        _folder = Path.Combine(_options.Directory, "fetched");
        disk.CreateDirectory(_folder);
    }

    /// <summary>Opens a release's file, with what has come before, also ahead of the release; null: it is in use. Dispose of it with <see cref="Close"/>.</summary>
    /// <exception cref="DiskFullException">There are too many.</exception>
    public FetchFile? TryOpen(JobId job, ReleaseId release)
    {
        var path = PathOf(job, release);
        lock (_gate)
        {
            if (!_inUse.Add(path))
            {
                return null;
            }

            if (release == Ahead)
            {
                _aheadSince.TryAdd(job, _time.GetTimestamp());
            }
        }

        try
        {
            if (release != Ahead)
            {
                Adopt(job, path);
            }

            return Open(path, job);
        }
        catch
        {
            Leave(path);
            throw;
        }
    }

    /// <summary>Whether a document of this size finds room beside the spool's reserve.</summary>
    public bool HasRoomFor(long plainBytes) => _disk.FreeBytes(_folder) - plainBytes >= _spool.FreeBytesReserve;

    /// <summary>Closes a file; what is in it stays.</summary>
    public void Close(FetchFile file, ReleaseId release)
    {
        file.Dispose();
        Leave(PathOf(file.Job, release));
    }

    /// <summary>Closes a file and removes it: first its key, then its data.</summary>
    public void Discard(FetchFile file, ReleaseId release)
    {
        try
        {
            file.DestroyKey();
        }
        finally
        {
            file.Dispose();
            _disk.Delete(PathOf(file.Job, release));
            if (release == Ahead)
            {
                ForgetAhead(file.Job);
            }

            Leave(PathOf(file.Job, release));
        }
    }

    /// <summary>Destroys a file that nobody has open, its key first; false: it is in use.</summary>
    public bool TryDestroy(JobId job, ReleaseId release)
    {
        if (!_disk.Exists(PathOf(job, release)))
        {
            return true;
        }

        if (TryOpen(job, release) is not { } file)
        {
            return false;
        }

        Discard(file, release);
        return true;
    }

    /// <summary>The jobs of which there are files under that name.</summary>
    public IReadOnlyList<JobId> List(ReleaseId release) =>
        [.. _disk.List(_folder).Select(path => Path.GetFileNameWithoutExtension(path).Split('_')).Where(parts => parts.Length == 2 && parts[0] == release.ToString() && JobId.TryParse(parts[1], out _)).Select(parts => JobId.Parse(parts[1]))];

    /// <summary>Removes what nobody has used and whose release is old (a release's id tells when it was made); returns how many.</summary>
    public int Sweep()
    {
        var removed = 0;
        foreach (var path in _disk.List(_folder))
        {
            if (IsOld(path, out var job, out var release))
            {
                if (TryOpen(job, release) is { } file)
                {
                    Discard(file, release);
                    removed++;
                }
            }
        }

        return removed;
    }

    // a copy that is still being fetched is left alone: it is dropped in its time
    private void Adopt(JobId job, string path)
    {
        var copy = PathOf(job, Ahead);
        lock (_gate)
        {
            if (!_inUse.Contains(copy) && !_disk.Exists(path) && _disk.Exists(copy))
            {
                _disk.Rename(copy, path);
                _disk.SyncDirectory(_folder);
                _aheadSince.Remove(job);
            }
        }
    }

    private FetchFile Open(string path, JobId job)
    {
        if (!_disk.Exists(path) && !IsCopy(path) && _disk.List(_folder).Count(present => !IsCopy(present)) >= FilesMax)
        {
            throw new DiskFullException($"There are {FilesMax} documents of other sites here already.");
        }

        var isNew = !_disk.Exists(path);
        var handle = isNew ? _disk.Create(path) : _disk.Open(path);
        try
        {
            if (isNew)
            {
                _disk.SyncDirectory(_folder);
            }

            return new FetchFile(handle, job, _keys, _spool.JobBytesMax);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private void ForgetAhead(JobId job)
    {
        lock (_gate)
        {
            _aheadSince.Remove(job);
        }
    }

    private void Leave(string path)
    {
        lock (_gate)
        {
            _inUse.Remove(path);
        }
    }

    private string PathOf(JobId job, ReleaseId release) => Path.Combine(_folder, $"{release}_{job}{Extension}");

    private static bool IsCopy(string path) => Path.GetFileName(path).StartsWith(Copy.ToString(), StringComparison.Ordinal);

    private bool IsOld(string path, out JobId job, out ReleaseId release)
    {
        job = default;
        release = default;
        return Path.GetFileNameWithoutExtension(path).Split('_') is [var releaseText, var jobText]
            && ReleaseId.TryParse(releaseText, out release) && JobId.TryParse(jobText, out job) && release != Copy
            && (release == Ahead ? IsAheadOld(job) : MadeAt(release) + _options.KeepFetched < _time.GetUtcNow());
    }

    // of copies from before a restart nobody knows how old they are
    private bool IsAheadOld(JobId job)
    {
        lock (_gate)
        {
            return !_aheadSince.TryGetValue(job, out var since) || _time.GetElapsedTime(since) > _options.AheadKeep;
        }
    }

    /// <summary>RFC 9562, 5.7: the first 48 bits are milliseconds since 1970. Of a UUID of another version they are some other time; its file then goes early or late.</summary>
    private static DateTimeOffset MadeAt(ReleaseId release)
    {
        Span<byte> bytes = stackalloc byte[16];
        release.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = 0L;
        foreach (var part in bytes[..6])
        {
            milliseconds = (milliseconds << 8) | part;
        }

        return DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Min(milliseconds, 1L << 46));
    }
}
