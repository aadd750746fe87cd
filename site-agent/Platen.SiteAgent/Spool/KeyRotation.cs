using Platen.Domain.Jobs;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Spool;

/// <summary>
/// Replaces the site key: every wrapped key is wrapped again under the new one, in the slot beside the old one; then the old slots and the old site key are destroyed.
/// Documents are not touched. Each step is durable before the next, and all of them can be repeated, so a crash in between only means doing it again.
/// Re-wrapping runs between commits, some keys at a time, so that it cannot bring back a key that a deletion destroys meanwhile. Never beside a <see cref="Compaction"/>.
/// </summary>
internal sealed class KeyRotation(IDisk disk, SpoolEngine engine)
{
    private const int JobsPerStep = 64;

    private IReadOnlyCollection<JobId> _underOldKey = [];

    /// <summary>Makes a new site key, under which everything is wrapped from now on.</summary>
    public void Begin()
    {
        engine.Ring.AddKey();
        _underOldKey = engine.Jobs.ListReceiving();
    }

    /// <summary>
    /// Brings everything under the active site key and destroys the older ones; also what a crash left half done. False: a document that began to come in
    /// before the key changed is still coming in; ask again later.
    /// </summary>
    public async Task<bool> TryFinishAsync(CancellationToken cancellationToken)
    {
        if (_underOldKey.Count > 0 && engine.Jobs.ListReceiving().Intersect(_underOldKey).Any())
        {
            return false;
        }

        _underOldKey = [];
        await engine.Journal.CheckpointAsync(); // the journal goes on in a file whose key is under the new site key
        await RewrapJobsAsync(cancellationToken);
        await OnCommitThreadAsync(RewrapFiles);
        engine.Ring.RetireOldKeys();
        return true;
    }

    private async Task RewrapJobsAsync(CancellationToken cancellationToken)
    {
        JobId? after = null;
        while (engine.Jobs.ListAll(after, JobsPerStep) is [.., var last] jobs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await OnCommitThreadAsync(() => Rewrap([.. jobs.Select(job => job.Id).Select(KeyOf).OfType<(KeyPlace, byte[])>()]));
            after = last.Id;
        }
    }

    // Asked anew on the commit thread: the job may be gone, or elsewhere.
    private (KeyPlace Place, byte[] Owner)? KeyOf(JobId id) =>
        engine.Jobs.Find(id) is { } job && engine.Documents.KeyOf(id, job.Place) is { } place ? (place, DataHeader.OwnerOf(id)) : null;

    private void RewrapFiles()
    {
        foreach (var path in engine.Journal.FilesWithKeys)
        {
            var file = disk.Open(path);
            var page = new byte[JournalFileHeader.Bytes];
            file.Read(page, 0);
            Rewrap([(new KeyPlace(file, JournalFileHeader.SlotsOffset, DataHeader.SlotsBytes, IsOwned: true), JournalFileHeader.Owner(page).ToArray())]);
        }
    }

    private void Rewrap(IReadOnlyList<(KeyPlace Place, byte[] Owner)> keys)
    {
        var oldSlots = new List<KeyPlace>();
        foreach (var (place, owner) in keys)
        {
            if (WriteNewSlot(place, owner) is { } old)
            {
                oldSlots.Add(old);
            }
        }

        SyncAll(oldSlots);
        oldSlots.ForEach(old => old.Overwrite());
        SyncAll(oldSlots);
        foreach (var (place, _) in keys)
        {
            place.Close();
        }
    }

    /// <summary>Wraps the key again into the unused slot; returns the slot that is to be destroyed. Null: it is under the active key, or not readable, which its reader will be told.</summary>
    private KeyPlace? WriteNewSlot(KeyPlace place, byte[] owner)
    {
        Span<byte> slots = stackalloc byte[DataHeader.SlotsBytes];
        place.File.Read(slots, place.Offset);
        Span<byte> rewrapped = stackalloc byte[KeySlot.Bytes];
        foreach (var used in (int[])[0, KeySlot.Bytes])
        {
            if (engine.Ring.TryRewrap(slots.Slice(used, KeySlot.Bytes), owner, rewrapped))
            {
                place.File.Write(rewrapped, place.Offset + KeySlot.Bytes - used);
                return new KeyPlace(place.File, place.Offset + used, KeySlot.Bytes, IsOwned: false);
            }
        }

        return null;
    }

    private static void SyncAll(List<KeyPlace> places)
    {
        foreach (var file in places.Select(place => place.File).Distinct())
        {
            file.SyncData();
        }
    }

    private Task OnCommitThreadAsync(Action work) => engine.Journal.CommitAsync(new CommitRequest { Work = work });
}
