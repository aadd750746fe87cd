using System.Text;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Uplink.Transfer;

/// <summary>
/// Remembers hand-overs over a restart, a small file each, named after its release: <c>platen-hand-over 1</c>, job, recipient, state, a line each. Without it a restart could not tell a
/// release that prints at another site from one that it interrupted itself, and would give the job free a second time (I3).
/// </summary>
internal sealed class HandOverFiles(IDisk disk, string folder)
{
    private const string Magic = "platen-hand-over 1";
    private const string Extension = ".handover";
    private const string Confirmed = "confirmed";
    private const string Open = "open";
    private const int FileBytesMax = 1024;

    /// <summary>What is remembered. A file that does not read counts as confirmed: to keep a job locked is a nuisance, to give it away twice is a fault.</summary>
    public IReadOnlyList<HandOver> Load(Action<string> reportDamaged)
    {
        disk.CreateDirectory(folder);
        var found = new List<HandOver>();
        foreach (var path in disk.List(folder))
        {
            if (!path.EndsWith(Extension, StringComparison.Ordinal) || !ReleaseId.TryParse(Path.GetFileNameWithoutExtension(path), out var release))
            {
                disk.Delete(path); // half-written before a crash
                continue;
            }

            if (TryRead(path, release) is { } handOver)
            {
                found.Add(handOver);
            }
            else
            {
                reportDamaged(path);
                found.Add(new HandOver(default, release, "", IsConfirmed: true));
            }
        }

        return found;
    }

    /// <summary>Remembers a hand-over in its present state; durable when it returns.</summary>
    public void Save(HandOver handOver)
    {
        var path = PathOf(handOver.Release);
        var temporary = path + ".new";
        disk.Delete(temporary);
        using (var file = disk.Create(temporary))
        {
            file.Write(Encoding.ASCII.GetBytes($"{Magic}\n{handOver.Job}\n{handOver.Recipient}\n{(handOver.IsConfirmed ? Confirmed : Open)}\n"), 0);
            file.SyncData();
        }

        disk.Rename(temporary, path);
        disk.SyncDirectory(folder);
    }

    /// <summary>Forgets it; a crash may bring it back, and its release is then over.</summary>
    public void Remove(ReleaseId release) => disk.Delete(PathOf(release));

    private string PathOf(ReleaseId release) => Path.Combine(folder, release + Extension);

    private HandOver? TryRead(string path, ReleaseId release)
    {
        using var file = disk.Open(path);
        var bytes = new byte[FileBytesMax];
        var lines = Encoding.ASCII.GetString(bytes, 0, file.Read(bytes, 0)).Split('\n');
        return lines is [Magic, var jobText, var recipient, Open or Confirmed, ""] && JobId.TryParse(jobText, out var job)
            ? new HandOver(job, release, recipient, IsConfirmed: lines[3] == Confirmed)
            : null;
    }
}
