using Microsoft.Extensions.Options;
using Platen.Contracts.AgentJournal.V1;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Spool.Disk;
using Platen.SiteAgent.Uplink.Transfer;

namespace Platen.SiteAgent.Uplink.Copies;

/// <summary>
/// The copies of other sites' jobs that this agent keeps, whole or on their way, and their documents among the fetched ones. A copy is neither listed nor counted, and nothing is printed from it before the cluster has said so for a
/// release (ADR 0040). Thread-safe.
/// </summary>
internal sealed partial class CopyBook
{
    /// <summary>Copies at one time; further ones are refused.</summary>
    public const int Max = 10_000;

    private readonly CopyNotes _notes;
    private readonly FetchFolder _folder;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly Dictionary<JobId, CopyNote> _open = [];

    /// <summary>Reads back what was kept, and destroys documents of which there is no note.</summary>
    public CopyBook(FetchFolder folder, IDisk disk, IOptions<TransferOptions> options, ILogger<CopyBook> logger)
    {
        (_folder, _logger) = (folder, logger);
        _notes = new CopyNotes(disk, Path.Combine(options.Value.Directory, "copies"));
        foreach (var note in _notes.Load(LogDamaged))
        {
            _open[JobId.Parse(note.JobId)] = note;
        }

        foreach (var stray in folder.List(FetchFolder.Copy).Where(job => !_open.ContainsKey(job)))
        {
            folder.TryDestroy(stray, FetchFolder.Copy);
        }
    }

    /// <summary>What is kept or to be fetched, oldest first (ids of jobs sort by the time of their receipt).</summary>
    public IReadOnlyList<CopyNote> All()
    {
        lock (_gate)
        {
            return [.. _open.Values.OrderBy(note => note.JobId, StringComparer.Ordinal).Select(note => note.Clone())];
        }
    }

    /// <summary>Plain bytes of the whole copies.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate)
            {
                return _open.Values.Where(note => note.Whole).Sum(note => note.SizeBytes);
            }
        }
    }

    /// <summary>Whether a whole copy of the job is here.</summary>
    public bool HasWhole(JobId job)
    {
        lock (_gate)
        {
            return _open.TryGetValue(job, out var note) && note is { Whole: true, Dropped: false };
        }
    }

    /// <summary>Notes that a copy is wanted, durably; known ones stay as they are. False: there are too many.</summary>
    public bool TryAdd(CopyNote note)
    {
        lock (_gate)
        {
            var job = JobId.Parse(note.JobId);
            if (_open.Count >= Max && !_open.ContainsKey(job))
            {
                return false;
            }

            if (_open.TryAdd(job, note))
            {
                _notes.Save(note);
            }

            return true;
        }
    }

    /// <summary>The document is here, whole; false: it is not wanted any more.</summary>
    public bool TryComplete(JobId job) => Change(job, static note => note.Whole = true);

    /// <summary>The copy is of no more use; nothing is printed from it from here on.</summary>
    public void Drop(JobId job) => Change(job, static note => note.Dropped = true);

    /// <summary>Destroys a copy that is of no more use, its key first; false: somebody reads it now.</summary>
    public bool TryDestroy(JobId job)
    {
        if (!_folder.TryDestroy(job, FetchFolder.Copy))
        {
            return false;
        }

        lock (_gate)
        {
            _notes.Remove(job);
            _open.Remove(job);
        }

        return true;
    }

    /// <summary>The copy as the document of a release that has the right to print the job; null: it is not here, or somebody reads it. Its end leaves the copy in place.</summary>
    public FetchedDocument? TryOpen(JobId job, ReleaseId release, JobSummary recorded)
    {
        if (!HasWhole(job) || _folder.TryOpen(job, FetchFolder.Copy) is not { } file)
        {
            return null;
        }

        if (!file.IsWhole)
        {
            _folder.Close(file, FetchFolder.Copy);
            return null;
        }

        file.Describe(recorded);
        return new FetchedDocument(_folder, file, release, isCopy: true);
    }

    /// <summary>The copy's sealed chunks, for another agent whose release has the right to print the job; null: as <see cref="TryOpen"/>.</summary>
    public SealedCopy? TryOpenSealed(JobId job) => HasWhole(job) && _folder.TryOpen(job, FetchFolder.Copy) is { } file ? new SealedCopy(_folder, file) : null;

    private bool Change(JobId job, Action<CopyNote> change)
    {
        lock (_gate)
        {
            if (!_open.TryGetValue(job, out var note) || note.Dropped)
            {
                return false;
            }

            var next = note.Clone();
            change(next);
            _notes.Save(next);
            _open[job] = next;
            return true;
        }
    }

    [LoggerMessage(2290, LogLevel.Error, "The note of a copy '{File}' does not read: the copy is destroyed")]
    private partial void LogDamaged(string file);
}
