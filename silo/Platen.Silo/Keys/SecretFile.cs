using System.Security.Cryptography;

namespace Platen.Silo.Keys;

/// <summary>Files that hold secrets: owner-only (0600), in an owner-only folder (0700), written whole or not at all.</summary>
internal static class SecretFile
{
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode FolderMode = FileMode | UnixFileMode.UserExecute;

    /// <summary>Reads a secret file, or makes it.</summary>
    public static byte[] ReadOrCreate(string path, Func<byte[]> create)
    {
        EnsureFolder(Path.GetDirectoryName(path)!);
        if (!File.Exists(path))
        {
            Write(path, create());
        }

        return File.ReadAllBytes(path);
    }

    /// <summary>Replaces a secret file durably.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        EnsureFolder(Path.GetDirectoryName(path)!);
        var draft = path + "." + Convert.ToHexString(RandomNumberGenerator.GetBytes(4)) + ".new";
        using (var file = new FileStream(draft, new FileStreamOptions { Mode = System.IO.FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = FileMode }))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }

    private static void EnsureFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder, FolderMode);
        }
    }
}
