using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Platen.Contracts.AgentJournal.V1;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Spool.Disk;
using Platen.SiteAgent.Uplink.Transfer;

namespace Platen.SiteAgent.Roaming;

/// <summary>
/// The releases of other sites' jobs that go on here, each ended by exactly one fact in the journal, whatever happens: what a device may have got is noted, durably, before it gets it. Thread-safe;
/// one release's calls come one after the other.
/// </summary>
internal sealed partial class RoamingBook
{
    private readonly IAgentJournal _journal;
    private readonly RoamingNotes _notes;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<ReleaseId, Entry> _open = new();

    public RoamingBook(IAgentJournal journal, IDisk disk, IOptions<TransferOptions> options, ILogger<RoamingBook> logger)
    {
        (_journal, _logger) = (journal, logger);
        _notes = new RoamingNotes(disk, Path.Combine(options.Value.Directory, "roaming"));
    }

    /// <summary>Releases that go on.</summary>
    public int Count => _open.Count;

    /// <summary>Whether a release is one of another site's job.</summary>
    public bool Has(ReleaseId release) => _open.ContainsKey(release);

    /// <summary>Whether a job of another site is being released here.</summary>
    public bool HasJob(JobId job) => _open.Values.Any(entry => entry.Job == job);

    /// <summary>What was open when the agent stopped.</summary>
    public IReadOnlyList<RoamingRelease> Recover()
    {
        var notes = _notes.Load(LogDamaged);
        foreach (var note in notes)
        {
            _open[ReleaseId.Parse(note.ReleaseId)] = new Entry(note);
        }

        return notes;
    }

    /// <summary>A release begins; durable before its document is asked for. False: it has begun already.</summary>
    public bool TryBegin(RoamingRelease note)
    {
        if (!_open.TryAdd(ReleaseId.Parse(note.ReleaseId), new Entry(note)))
        {
            return false;
        }

        _notes.Save(note);
        return true;
    }

    /// <summary>Its document is here, and this release's to print.</summary>
    public void Arrived(FetchedDocument document) => _open[document.Release].Document = document;

    /// <summary>Opens its document for a device. From here on nobody can say that nothing came out.</summary>
    public SpoolReader Open(ReleaseId release)
    {
        var entry = _open[release];
        var document = entry.Document ?? throw new InvalidOperationException("The document has not come yet.");
        if (!entry.Note.Printing)
        {
            entry.Note.Printing = true;
            _notes.Save(entry.Note);
        }

        return document.OpenReader();
    }

    /// <summary>Ends a release: the document and its key are destroyed, and the fact is journaled.</summary>
    public async Task EndAsync(JobReleaseFinished end)
    {
        var release = ReleaseId.Parse(end.ReleaseId);
        var entry = _open[release];
        if (entry.Note.End is null)
        {
            entry.Note.End = end;
            _notes.Save(entry.Note);
        }

        entry.Document?.Discard();
        await _journal.AppendAsync(new AgentEvent { JobRoamed = new JobRoamed { End = entry.Note.End.Clone() } }, CancellationToken.None);
        Forget(release);
    }

    /// <summary>Nothing was handed over for this release: there is nothing to report.</summary>
    public void Forget(ReleaseId release)
    {
        _notes.Remove(release);
        _open.TryRemove(release, out _);
    }

    [LoggerMessage(2181, LogLevel.Error, "The note of a release of another site's job '{File}' does not read: its job stays locked at its holder for good")]
    private partial void LogDamaged(string file);

    private sealed class Entry(RoamingRelease note)
    {
        public RoamingRelease Note => note;

        public JobId Job { get; } = JobId.Parse(note.JobId);

        public FetchedDocument? Document { get; set; }
    }
}
