using System.Security.Cryptography;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Keys;

/// <summary>Writes files with keys.</summary>
internal static class KeyFile
{
    /// <summary>Replaces a file as a whole by rename, durable on return; the file that it replaces is overwritten with zeros, and so are the given bytes.</summary>
    public static void Replace(IDisk disk, string path, byte[] bytes)
    {
        var temporary = path + ".new";
        disk.Delete(temporary);
        using (var file = disk.Create(temporary))
        {
            file.Write(bytes, 0);
            file.SyncData();
        }

        CryptographicOperations.ZeroMemory(bytes);
        using var old = disk.Exists(path) ? disk.Open(path) : null;
        disk.Rename(temporary, path);
        disk.SyncDirectory(Path.GetDirectoryName(path)!);
        if (old is not null)
        {
            old.Write(new byte[old.Length], 0);
            old.SyncData();
        }
    }
}
