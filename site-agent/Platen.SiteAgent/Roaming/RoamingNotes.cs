using Google.Protobuf;
using Platen.Contracts.AgentJournal.V1;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Roaming;

/// <summary>
/// Remembers over a restart the releases of other sites' jobs that go on here, a file each, named after its release: <c>PLTR</c>, then a RoamingRelease message. Without it a restart could not
/// tell the cluster how they ended, and their jobs would stay locked at their holders.
/// </summary>
internal sealed class RoamingNotes(IDisk disk, string folder)
{
    private const string Extension = ".roaming";
    private const int FileBytesMax = 64 * 1024;

    private static ReadOnlySpan<byte> Magic => "PLTR"u8;

    /// <summary>What is remembered.</summary>
    public IReadOnlyList<RoamingRelease> Load(Action<string> reportDamaged)
    {
        disk.CreateDirectory(folder);
        var found = new List<RoamingRelease>();
        foreach (var path in disk.List(folder))
        {
            if (!path.EndsWith(Extension, StringComparison.Ordinal))
            {
                disk.Delete(path); // half-written before a crash
            }
            else if (TryRead(path) is { } note)
            {
                found.Add(note);
            }
            else
            {
                reportDamaged(path);
            }
        }

        return found;
    }

    /// <summary>Remembers a release in its present state; durable when it returns.</summary>
    public void Save(RoamingRelease note)
    {
        var path = PathOf(ReleaseId.Parse(note.ReleaseId));
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

    /// <summary>Forgets it; a crash may bring it back, and it is then reported once more.</summary>
    public void Remove(ReleaseId release) => disk.Delete(PathOf(release));

    private string PathOf(ReleaseId release) => Path.Combine(folder, release + Extension);

    private RoamingRelease? TryRead(string path)
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
            var note = RoamingRelease.Parser.ParseFrom(bytes, Magic.Length, read - Magic.Length);
            return JobId.TryParse(note.JobId, out _) && ReleaseId.TryParse(note.ReleaseId, out _) ? note : null;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
