namespace Platen.SiteAgent.Spool.Disk;

/// <summary>
/// The few file operations on which durability rests, as their own seam, so that a test can lose power between any two of them.
/// A name is durable only after <see cref="SyncDirectory"/>, bytes only after <see cref="IDiskFile.SyncData"/>. A full disk is a <see cref="DiskFullException"/>.
/// </summary>
internal interface IDisk
{
    /// <summary>Makes a directory (mode 0700) and what is missing above it.</summary>
    void CreateDirectory(string path);

    /// <summary>Full paths of the files in a directory, sorted by name.</summary>
    IReadOnlyList<string> List(string directory);

    bool Exists(string path);

    /// <summary>Makes a new, empty file (mode 0600).</summary>
    /// <exception cref="IOException">It exists already.</exception>
    IDiskFile Create(string path);

    /// <exception cref="FileNotFoundException">It does not exist.</exception>
    IDiskFile Open(string path);

    /// <summary>Removes a file; nothing happens when it does not exist.</summary>
    void Delete(string path);

    /// <summary>Renames a file over whatever has the new name.</summary>
    void Rename(string from, string to);

    void SyncDirectory(string path);

    /// <summary>Bytes that can still be written in the file system of this directory.</summary>
    long FreeBytes(string directory);

    /// <summary>Keeps other processes from using the same folder, as long as the result lives (and no longer than the process).</summary>
    /// <exception cref="IOException">Another process has it.</exception>
    IDisposable Lock(string path);
}
