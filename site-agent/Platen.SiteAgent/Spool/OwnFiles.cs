using Platen.Domain.Jobs;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Spool;

/// <summary>The files of large documents, one each: <c>JOBID.doc</c>.</summary>
internal sealed class OwnFiles(IDisk disk, string path)
{
    private const string Suffix = ".doc";

    public string PathOf(JobId job) => Path.Combine(path, job + Suffix);

    /// <summary>Makes the file; its name is durable on return.</summary>
    public IDiskFile Create(JobId job)
    {
        var file = disk.Create(PathOf(job));
        disk.SyncDirectory(path);
        return file;
    }

    /// <summary>Opens the file; null when it is not there.</summary>
    public IDiskFile? TryOpen(JobId job) => disk.Exists(PathOf(job)) ? disk.Open(PathOf(job)) : null;

    /// <summary>Removes a document whose key is destroyed, or that was never accepted; what cannot be removed now is removed at the next start.</summary>
    public void TryDelete(JobId job)
    {
        try
        {
            disk.Delete(PathOf(job));
        }
        catch (IOException)
        {
            // RemoveStrays sees to it
        }
    }

    /// <summary>Removes files of jobs that are not held: left behind by a crash in the middle of an intake or a deletion.</summary>
    public void RemoveStrays(Func<JobId, bool> isHeld)
    {
        foreach (var file in disk.List(path))
        {
            if (file.EndsWith(Suffix, StringComparison.Ordinal) && JobId.TryParse(Path.GetFileNameWithoutExtension(file), out var job) && !isHeld(job))
            {
                using (var stray = disk.Open(file))
                {
                    stray.Write(new byte[DataHeader.Bytes], 0);
                    stray.SyncData();
                }

                disk.Delete(file);
            }
        }
    }
}
