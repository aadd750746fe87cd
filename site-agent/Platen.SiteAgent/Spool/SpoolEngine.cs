using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Spool;

/// <summary>
/// Spool, journal and held jobs of one folder, opened and read back. One process may have a folder open.
/// The folder: <c>lock</c>, <c>site.keys</c>, <c>transfer.key</c>, <c>journal/</c>, <c>segments/</c>, <c>documents/</c>.
/// </summary>
internal sealed partial class SpoolEngine : IAsyncDisposable
{
    private readonly IDisposable? _lock;

    private SpoolEngine(IDisposable? folderLock) => _lock = folderLock;

    public required HeldJobs Jobs { get; init; }

    public required AgentJournal Journal { get; init; }

    public required SegmentStore Segments { get; init; }

    public required DocumentStore Documents { get; init; }

    public required SpoolSpace Space { get; init; }

    public required SiteKeyRing Ring { get; init; }

    public required TransferKeys TransferKeys { get; init; }

    public required RecoveredJournal Recovered { get; init; }

    /// <summary>Opens a folder, making it when it is empty, and reads everything back.</summary>
    /// <exception cref="JournalDamagedException">Acknowledged facts cannot be read.</exception>
    /// <exception cref="IOException">Another process has the folder open, or the disk fails.</exception>
    public static async Task<SpoolEngine> OpenAsync(IDisk disk, ISiteKeySource? keySource, SpoolOptions options, TimeProvider time, ILogger logger)
    {
        var root = options.Directory;
        var (journalPath, segmentPath, documentPath) = (Path.Combine(root, "journal"), Path.Combine(root, "segments"), Path.Combine(root, "documents"));
        foreach (var path in (string[])[root, journalPath, segmentPath, documentPath])
        {
            disk.CreateDirectory(path);
        }

        disk.SyncDirectory(root);
        var folderLock = disk.Lock(Path.Combine(root, "lock"));
        try
        {
            var customer = CustomerKeys.Read(options);
            var ring = SiteKeyRing.Open(keySource ?? new FileSiteKeySource(disk, Path.Combine(root, "site.keys"), customer), time);
            var space = new SpoolSpace(disk, options, time);
            var segments = new SegmentStore(new SegmentFolder(disk, segmentPath), space, options);
            var ownFiles = new OwnFiles(disk, documentPath);
            var documents = new DocumentStore(segments, ownFiles, space, ring, options);
            var folder = new JournalFolder(disk, journalPath);
            var index = new JobIndex();
            var cleanup = new RecoveryCleanup(index, documents);
            var recovered = new JournalRecovery(disk, folder, ring, cleanup.Apply).Run();
            segments.Load(index.All.Where(job => !job.Place.IsOwnFile).Select(job => job.Place));
            index.All.Where(job => job.Place.IsOwnFile).ToList().ForEach(job => space.Take(job.Place.Length));
            cleanup.DestroyKeys(recovered.LastBatch);
            ownFiles.RemoveStrays(job => index.Find(job) is not null);
            index.MarkInterrupted();
            LogReadBack(logger, index.Count, recovered.NextEvent - 1, recovered.AcknowledgedThrough, recovered.BytesReplayed, recovered.Epoch + 1);
            if (recovered.HadTornTail)
            {
                LogTornTail(logger, recovered.NextBatch);
            }

            var jobs = new HeldJobs(index, documents, options);
            var journal = new AgentJournal(disk, folder, ring, jobs, recovered, options, time, logger);
            jobs.Attach(journal);
            await journal.StartAsync();
            return new SpoolEngine(folderLock)
            {
                Jobs = jobs,
                Journal = journal,
                Segments = segments,
                Documents = documents,
                Space = space,
                Ring = ring,
                TransferKeys = FileTransferKeySource.LoadOrCreate(disk, Path.Combine(root, "transfer.key"), customer),
                Recovered = recovered,
            };
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Journal.DisposeAsync();
        Segments.Close();
        TransferKeys.Dispose();
        _lock?.Dispose();
    }

    [LoggerMessage(3131, LogLevel.Information, "The spool is read back: {Jobs} jobs, {Events} events ({Acknowledged} acknowledged), {Bytes} bytes of journal; epoch {Epoch}.")]
    private static partial void LogReadBack(ILogger logger, int jobs, ulong events, ulong acknowledged, long bytes, ulong epoch);

    [LoggerMessage(3132, LogLevel.Warning, "The journal's last batch ({Batch}) was not whole: it was being written when the agent or the power went. Nobody was told that it was done.")]
    private static partial void LogTornTail(ILogger logger, ulong batch);
}
