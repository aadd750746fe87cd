using Google.Protobuf;
using Platen.Contracts.AgentJournal.V1;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Uplink.Copies;

/// <summary>Remembers over a restart which copies are kept here or to be fetched, a file each: <c>PLTK</c>, then a CopyNote message.</summary>
internal sealed class CopyNotes(IDisk disk, string folder)
{
    private const string Extension = ".copy";
    private const int FileBytesMax = 4 * 1024;

    private static ReadOnlySpan<byte> Magic => "PLTK"u8;

    /// <summary>What is remembered; what does not read is forgotten, and its copy with it.</summary>
    public IReadOnlyList<CopyNote> Load(Action<string> reportDamaged)
    {
        disk.CreateDirectory(folder);
        var found = new List<CopyNote>();
        foreach (var path in disk.List(folder))
        {
            if (path.EndsWith(Extension, StringComparison.Ordinal) && TryRead(path) is { } note)
            {
                found.Add(note);
                continue;
            }

            if (path.EndsWith(Extension, StringComparison.Ordinal))
            {
                reportDamaged(path);
            }

            disk.Delete(path);
        }

        return found;
    }

    /// <summary>Remembers a copy in its present state; durable when it returns.</summary>
    public void Save(CopyNote note)
    {
        var path = PathOf(JobId.Parse(note.JobId));
        var temporary = path + ".new";
        disk.Delete(temporary);
        using (var file = disk.Create(temporary))
        {
            file.Write([.. Magic, .. note.ToByteArray()], 0);
            file.SyncData();
        }

        disk.Rename(temporary, path);
        disk.SyncDirectory(folder);
    }

    /// <summary>Forgets it; a crash may bring it back, without its document.</summary>
    public void Remove(JobId job) => disk.Delete(PathOf(job));

    private string PathOf(JobId job) => Path.Combine(folder, job + Extension);

    private CopyNote? TryRead(string path)
    {
        using var file = disk.Open(path);
        var bytes = new byte[FileBytesMax];
        var read = file.Read(bytes, 0);
        if (read < Magic.Length || !bytes.AsSpan(0, Magic.Length).SequenceEqual(Magic))
        {
            return null;
        }

        try
        {
            var note = CopyNote.Parser.ParseFrom(bytes, Magic.Length, read - Magic.Length);
            return JobId.TryParse(note.JobId, out _) ? note : null;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
