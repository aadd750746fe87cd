namespace Platen.SiteAgent.Spool.Disk;

/// <summary>The real disk.</summary>
internal sealed class PosixDisk : IDisk
{
    private const UnixFileMode OwnerOnlyDirectory = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerOnlyFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public void CreateDirectory(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("The spool rests on Linux's fdatasync and sync_file_range; run the site agent on Linux.");
        }

        Directory.CreateDirectory(path, OwnerOnlyDirectory);
    }

    public IReadOnlyList<string> List(string directory)
    {
        var files = Directory.GetFiles(directory);
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    public bool Exists(string path) => File.Exists(path);

    public IDiskFile Create(string path)
    {
        var file = new PosixDiskFile(path, FileMode.CreateNew);
        if (OperatingSystem.IsLinux())
        {
            file.SetMode(OwnerOnlyFile);
        }

        return file;
    }

    public IDiskFile Open(string path) => new PosixDiskFile(path, FileMode.Open);

    public void Delete(string path) => File.Delete(path);

    public void Rename(string from, string to) => File.Move(from, to, overwrite: true);

    public void SyncDirectory(string path) => Posix.SyncDirectory(path);

    public long FreeBytes(string directory) => new DriveInfo(directory).AvailableFreeSpace;

    public IDisposable Lock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new IOException($"The spool's lock '{path}' is taken: another agent uses this folder. Stop it, or set Spool:Directory to another folder.", e);
        }
    }
}
