using System.Formats.Tar;

namespace Platen.Store.Backups;

/// <summary>The server's keys and certificates as a tar archive: plain files, small and few.</summary>
internal static class KeyArchive
{
    /// <summary>Files at most.</summary>
    public const int FilesMax = 100;

    /// <summary>Bytes of one file at most.</summary>
    public const int FileBytesMax = 1024 * 1024;

    /// <summary>Writes a folder's files; what is being written just now (<c>.new</c>) is left out.</summary>
    public static async Task WriteAsync(string folder, Stream target, CancellationToken cancellationToken)
    {
        var files = Directory.EnumerateFiles(folder).Where(path => !path.EndsWith(".new", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(FilesMax + 1).ToList();
        if (files.Count is 0 or > FilesMax || files.Any(path => new FileInfo(path).Length > FileBytesMax))
        {
            throw new IOException($"'{folder}' is no folder of keys: it has {files.Count} files; 1 to {FilesMax}, of {FileBytesMax} bytes each, are taken.");
        }

        // in memory: a tar writer is not made for streams that only write asynchronously
        using var archive = new MemoryStream();
        await using (var tar = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var path in files)
            {
                await tar.WriteEntryAsync(path, Path.GetFileName(path), cancellationToken);
            }
        }

        await target.WriteAsync(archive.GetBuffer().AsMemory(0, (int)archive.Length), cancellationToken);
    }

    /// <summary>Unpacks into a folder that is empty or not there; the files are their owner's only.</summary>
    /// <returns>Their names.</returns>
    public static async Task<IReadOnlyList<string>> UnpackAsync(Stream archive, string folder, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new IOException($"'{folder}' is not empty: name a new folder. Keys are never overwritten.");
        }

        Directory.CreateDirectory(folder, BackupFolder.FileMode | UnixFileMode.UserExecute);
        List<string> names = [];
        await using var tar = new TarReader(archive);
        while (await tar.GetNextEntryAsync(copyData: true, cancellationToken) is { } entry)
        {
            if (entry.EntryType != TarEntryType.RegularFile || entry.Name.Length == 0 || entry.Name != Path.GetFileName(entry.Name) || entry.Length > FileBytesMax || names.Count == FilesMax)
            {
                throw new BackupFileException($"The archive holds '{entry.Name}', which is no key file.");
            }

            await using var file = BackupFolder.Create(Path.Combine(folder, entry.Name));
            await (entry.DataStream ?? Stream.Null).CopyToAsync(file, cancellationToken);
            file.Flush(flushToDisk: true);
            names.Add(entry.Name);
        }

        return names;
    }
}
