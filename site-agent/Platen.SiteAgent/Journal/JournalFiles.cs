using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Journal;

/// <summary>
/// The row of journal files: begins new ones, knows which file has which events, and removes those that nobody needs any more. Beginning is the commit
/// thread's; the rest is thread-safe.
/// </summary>
internal sealed class JournalFiles(IDisk disk, JournalFolder folder, SiteKeyRing ring, long fileBytes, IEnumerable<JournalFileHeader> existing)
{
    private const int ZerosBytes = 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Lock _spareGate = new();
    private readonly List<JournalFileHeader> _files = [.. existing];

    public ulong NextNumber
    {
        get
        {
            lock (_gate)
            {
                return _files.Count == 0 ? 1 : _files[^1].File + 1;
            }
        }
    }

    /// <summary>Begins the next file, in the prepared spare when there is one.</summary>
    /// <exception cref="DiskFullException">No room; nothing has changed.</exception>
    public JournalFileWriter Begin(ulong firstBatch, ulong firstEvent)
    {
        var header = new JournalFileHeader(NextNumber, firstBatch, firstEvent);
        JournalFileWriter writer;
        lock (_spareGate)
        {
            if (!disk.Exists(folder.Spare))
            {
                MakeSpare(zero: false);
            }

            writer = JournalFileWriter.Begin(disk.Open(folder.Spare), header, ring, fileBytes);
            disk.Rename(folder.Spare, folder.Journal(header.File));
        }

        disk.SyncDirectory(folder.Path);
        lock (_gate)
        {
            _files.Add(header);
        }

        return writer;
    }

    /// <summary>Writes a file of zeros ahead of its use: overwriting those is several times faster to sync than extending a file.</summary>
    public void PrepareSpare()
    {
        lock (_spareGate)
        {
            if (!disk.Exists(folder.Spare))
            {
                MakeSpare(zero: true);
            }
        }
    }

    /// <summary>The file that has the event with this sequence, or will have it.</summary>
    public JournalFileHeader Containing(ulong sequence)
    {
        lock (_gate)
        {
            return _files.FindLast(file => file.FirstEvent <= sequence) ?? _files[0];
        }
    }

    public JournalFileHeader? After(ulong number)
    {
        lock (_gate)
        {
            return _files.Find(file => file.File == number + 1);
        }
    }

    /// <summary>Removes the files before a checkpoint whose events are all acknowledged.</summary>
    public void RemoveBefore(ulong checkpointFile, ulong acknowledgedThrough)
    {
        lock (_gate)
        {
            while (_files.Count > 1 && _files[0].File < checkpointFile && _files[1].FirstEvent <= acknowledgedThrough + 1)
            {
                disk.Delete(folder.Journal(_files[0].File));
                _files.RemoveAt(0);
            }
        }
    }

    public IReadOnlyList<JournalFileHeader> List()
    {
        lock (_gate)
        {
            return [.. _files];
        }
    }

    private void MakeSpare(bool zero)
    {
        disk.Delete(folder.SpareInTheMaking);
        using (var file = disk.Create(folder.SpareInTheMaking))
        {
            file.Allocate(fileBytes);
            if (zero)
            {
                var zeros = new byte[ZerosBytes];
                for (long at = 0; at < fileBytes; at += ZerosBytes)
                {
                    file.Write(zeros.AsSpan(0, (int)Math.Min(ZerosBytes, fileBytes - at)), at);
                }
            }

            file.SyncData();
        }

        disk.Rename(folder.SpareInTheMaking, folder.Spare);
    }
}
