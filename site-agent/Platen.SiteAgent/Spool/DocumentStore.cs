using Platen.Domain.Jobs;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Spool;

/// <summary>The documents on disk: begins to write, opens, finds keys, frees. Which jobs there are it does not know.</summary>
internal sealed class DocumentStore(SegmentStore segments, OwnFiles ownFiles, SpoolSpace space, SiteKeyRing ring, SpoolOptions options)
{
    /// <summary>Nothing more can be taken in.</summary>
    public bool IsFull => !space.HasRoomFor(1);

    public DocumentWriter BeginWrite(JobId job) => new(job, segments, ownFiles, space, ring, options);

    /// <summary>Opens a job's document; its space is not reused before the result is disposed.</summary>
    /// <exception cref="SpoolDamagedException">Its file is not there.</exception>
    public StoredDocument Open(HeldJob job)
    {
        if (job.Place.IsOwnFile)
        {
            var path = ownFiles.PathOf(job.Id);
            var file = ownFiles.TryOpen(job.Id) ?? throw new SpoolDamagedException(job.Id, SpoolDamage.FileMissing, -1, path);
            return new StoredDocument(job.Id, file, path, job.Place.Offset, job.SizeBytes, job.ChunkCount, file.Dispose);
        }

        var segment = segments.Pin(job.Place.Segment)
            ?? throw new SpoolDamagedException(job.Id, SpoolDamage.FileMissing, -1, $"segment {job.Place.Segment:x8}");
        return new StoredDocument(job.Id, segment.File, segment.Path, job.Place.Offset, job.SizeBytes, job.ChunkCount, () => segments.Unpin(segment));
    }

    public SpoolReader OpenReader(StoredDocument document) => new(document, ring);

    public SealedSpoolReader OpenSealedReader(StoredDocument document) => new(document, ring);

    /// <summary>Where a job's wrapped key lies; null when its file is missing, and the key with it.</summary>
    public KeyPlace? KeyOf(JobId job, DataPlace place)
    {
        var file = place.IsOwnFile ? ownFiles.TryOpen(job) : segments.Find(place.Segment)?.File;
        return file is null ? null : new KeyPlace(file, place.Offset + DataHeader.SlotsOffset, DataHeader.SlotsBytes, IsOwned: place.IsOwnFile);
    }

    /// <summary>Copies a document, sealed as it is, for a new place in a segment; null when there is no room or its segment is missing. Not yet written there.</summary>
    public (DataPlace Place, PageWrite Write)? TryCopy(DataPlace from)
    {
        if (segments.Find(from.Segment) is not { } source || segments.TryReserve(from.Length) is not { } reserved)
        {
            return null;
        }

        var pages = new PageBuffer((int)reserved.Place.Length);
        source.File.Read(pages.Span, from.Offset);
        return (reserved.Place, new PageWrite(reserved.Segment.File, reserved.Place.Offset, pages.Memory));
    }

    /// <summary>Frees a document's space. Its key is destroyed already.</summary>
    public void Free(JobId job, DataPlace place)
    {
        if (!place.IsOwnFile)
        {
            segments.Release(place);
            return;
        }

        space.Return(place.Length);
        ThreadPool.UnsafeQueueUserWorkItem(ownFiles.TryDelete, job, preferLocal: false); // freeing many extents takes the file system a while
    }
}
