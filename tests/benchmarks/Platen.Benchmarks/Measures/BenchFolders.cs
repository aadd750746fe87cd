namespace Platen.Benchmarks.Measures;

/// <summary>
/// A new folder for each run of each side. Folders of many files are not deleted before the very end: for minutes after thousands of files were deleted, ext4 is several times slower for both sides.
/// </summary>
internal sealed class BenchFolders(string parent, bool keep) : IDisposable
{
    private readonly string _root = Path.Combine(parent, $"platen-bench-{Guid.CreateVersion7():N}");
    private int _last;

    /// <summary>The path of a new folder; others than root may pass through, because cupsd's children are somebody else.</summary>
    public string New(string name)
    {
        if (_last == 0)
        {
            Directory.CreateDirectory(_root, (UnixFileMode)0b111_101_101);
        }

        return Path.Combine(_root, $"{++_last:000}-{name}");
    }

    /// <summary>Deletes a folder of few but large files at once, an agent's or socat's: that harms nothing, and saves the disk.</summary>
    public void Drop(string folder)
    {
        if (!keep && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Dispose()
    {
        if (keep)
        {
            Console.Error.WriteLine($"Kept: {_root}");
        }
        else if (Directory.Exists(_root))
        {
            Directory.Delete(_root, recursive: true);
            Console.Error.WriteLine("Files were deleted: wait some minutes before the next run, ext4 is slow until then.");
        }
    }
}
