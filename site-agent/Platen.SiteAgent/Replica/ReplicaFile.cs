using System.Security.Cryptography;
using Google.Protobuf;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Replica;

/// <summary>
/// The replica on disk: a header, a snapshot in batches, then the batches that came after it. A new file takes the old one's place by rename, so a crash leaves one of the two.
/// Not thread-safe.
/// </summary>
internal sealed class ReplicaFile : IDisposable
{
    /// <summary>The file's name in its folder.</summary>
    public const string Name = "replica.log";

    private const string NewName = "replica.new";
    private const int SnapshotChangesPerRecord = 1000;

    private readonly IDiskFile _file;
    private readonly AesGcm _key;
    private ulong _nextIndex;

    private ReplicaFile(IDiskFile file, AesGcm key, uint siteKeyId)
    {
        _file = file;
        _key = key;
        SiteKeyId = siteKeyId;
    }

    /// <summary>Which site key the file is under.</summary>
    public uint SiteKeyId { get; }

    /// <summary>Bytes up to the end of the last record.</summary>
    public long Length { get; private set; }

    /// <summary>Bytes of the header and the snapshot.</summary>
    public long SnapshotLength { get; private set; }

    /// <summary>Bytes of a torn write that were cut off when the file was opened.</summary>
    public long TornBytes { get; private set; }

    /// <summary>Writes a whole new file beside the old one; <see cref="Activate"/> then puts it in the old one's place.</summary>
    public static ReplicaFile Write(IDisk disk, string directory, SiteKeyRing keys, ReplicaState state)
    {
        var temporary = Path.Combine(directory, NewName);
        disk.Delete(temporary);
        var header = ReplicaFileHeader.Create(keys, out var key);
        var file = new ReplicaFile(disk.Create(temporary), key, ReplicaFileHeader.SiteKeyId(header));
        try
        {
            file._file.Write(header, 0);
            file.Length = header.Length;
            file.WriteSnapshot(state);
            file._file.SyncData();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Puts the new file in the old one's place; durable on return. After an exception it is not known which of the two is in place.</summary>
    public static void Activate(IDisk disk, string directory)
    {
        disk.Rename(Path.Combine(directory, NewName), Path.Combine(directory, Name));
        disk.SyncDirectory(directory);
    }

    /// <summary>Opens the file and reads what is in it; null when there is none.</summary>
    /// <exception cref="ReplicaDamagedException">It cannot be used.</exception>
    public static (ReplicaFile File, ReplicaState State)? TryOpen(IDisk disk, string directory, SiteKeyRing keys)
    {
        var path = Path.Combine(directory, Name);
        if (!disk.Exists(path))
        {
            return null;
        }

        var handle = disk.Open(path);
        try
        {
            var header = new byte[ReplicaFileHeader.Bytes];
            var read = handle.Read(header, 0);
            var key = ReplicaFileHeader.TryRead(keys, header.AsSpan(0, read), out var reason) ?? throw new ReplicaDamagedException(path, 0, reason);
            var file = new ReplicaFile(handle, key, ReplicaFileHeader.SiteKeyId(header)) { Length = header.Length };
            return (file, file.ReadAll(path));
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Adds a batch; durable on return. After an exception the file must not be written any more.</summary>
    public void Append(ChangeBatch batch)
    {
        WriteRecord(batch);
        _file.SyncData();
    }

    public void Dispose()
    {
        _key.Dispose();
        _file.Dispose();
    }

    private void WriteSnapshot(ReplicaState state)
    {
        // one more, empty, batch ends it: so an empty state is a snapshot too
        WriteRecord(new ChangeBatch { SnapshotBegin = true });
        foreach (var changes in state.ToChanges().Chunk(SnapshotChangesPerRecord))
        {
            var batch = new ChangeBatch();
            batch.Changes.AddRange(changes);
            WriteRecord(batch);
        }

        WriteRecord(new ChangeBatch { SnapshotEnd = true, Cursor = state.Cursor });
        SnapshotLength = Length;
    }

    private void WriteRecord(ChangeBatch batch)
    {
        var record = ReplicaRecord.Seal(_key, _nextIndex, batch.ToByteArray());
        _file.Write(record, Length);
        Length += record.Length;
        _nextIndex++;
    }

    private ReplicaState ReadAll(string path)
    {
        var builder = new ReplicaStateBuilder(ReplicaState.Empty);
        ulong cursor = 0;
        while (ReadRecord(path) is { } batch)
        {
            builder.Apply(batch.Changes);
            if (batch.SnapshotEnd)
            {
                SnapshotLength = Length;
            }

            cursor = SnapshotLength > 0 ? batch.Cursor : 0;
        }

        return SnapshotLength > 0 ? builder.ToState(cursor) : throw new ReplicaDamagedException(path, Length, "its snapshot is not whole");
    }

    private ChangeBatch? ReadRecord(string path)
    {
        var rest = _file.Length - Length;
        if (rest == 0)
        {
            return null;
        }

        var head = new byte[ReplicaRecord.HeadBytes];
        var length = ReplicaRecord.Length(head.AsSpan(0, _file.Read(head, Length)));
        var record = length > 0 && length <= rest ? new byte[length] : null;
        if (record is null || _file.Read(record, Length) != length || !ReplicaRecord.IsWhole(record))
        {
            CutTornTail(path, rest);
            return null;
        }

        var plain = ReplicaRecord.TryOpen(_key, _nextIndex, record)
            ?? throw new ReplicaDamagedException(path, Length, "a record was changed, moved or left out");
        Length += length;
        _nextIndex++;
        return ChangeBatch.Parser.ParseFrom(plain);
    }

    private void CutTornTail(string path, long rest)
    {
        if (rest > ReplicaRecord.PlainBytesMax + ReplicaRecord.OverheadBytes)
        {
            throw new ReplicaDamagedException(path, Length, $"no record of it is {rest} bytes long");
        }

        var tail = new byte[rest];
        var read = _file.Read(tail, Length);
        if (ReplicaRecord.IsFollowedByWhole(tail.AsSpan(0, read)))
        {
            throw new ReplicaDamagedException(path, Length, "a record is damaged, and whole ones follow it");
        }

        _file.SetLength(Length);
        _file.SyncData();
        TornBytes = rest;
    }
}
