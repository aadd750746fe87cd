using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Platen.Domain.Backups;

namespace Platen.Store.Backups;

/// <summary>The folder with backup files: names, drafts that become files once they are whole, and what is there.</summary>
internal static partial class BackupFolder
{
    /// <summary>Owner only.</summary>
    public const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Files that are listed at most.</summary>
    public const int FilesMax = 1_000;

    private const string Prefix = "platen-";
    private const string DraftSuffix = ".part";
    private const string TimeFormat = "yyyyMMdd'T'HHmmssfff'Z'";

    /// <summary>The name of a new file; it has the time to the millisecond.</summary>
    public static string Name(BackupKind kind, DateTimeOffset at) => Prefix + at.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture) + Suffix(kind);

    /// <summary>A file that is being made: never listed, never restored.</summary>
    public static string Draft(string folder, string name) => Path.Combine(folder, name + DraftSuffix);

    /// <summary>Opens a draft.</summary>
    public static FileStream Create(string path) => new(path, new FileStreamOptions { Mode = System.IO.FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = FileMode, BufferSize = 0, Options = FileOptions.Asynchronous });

    /// <summary>Makes a whole draft a file, durably.</summary>
    public static void Publish(string folder, string name)
    {
        File.Move(Draft(folder, name), Path.Combine(folder, name));
        Sync(folder);
    }

    /// <summary>Removes a file, durably.</summary>
    public static void Remove(string folder, string name)
    {
        File.Delete(Path.Combine(folder, name));
        Sync(folder);
    }

    /// <summary>Removes drafts of runs that were killed, once no run can still be writing them.</summary>
    public static void RemoveDrafts(string folder, DateTimeOffset before)
    {
        foreach (var path in Directory.EnumerateFiles(folder, Prefix + "*" + DraftSuffix).Take(FilesMax))
        {
            if (File.GetLastWriteTimeUtc(path) < before.UtcDateTime)
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>The files of a kind, newest first, each opened at its beginning and its end.</summary>
    public static ImmutableArray<BackupInfo> List(string folder, BackupKind kind, BackupSecret? secret) =>
    [
        .. Directory.EnumerateFiles(folder, Prefix + "*" + Suffix(kind)).OrderByDescending(path => path, StringComparer.Ordinal).Take(FilesMax).Select(path => Read(path, kind, secret)).OfType<BackupInfo>(),
    ];

    private static string Suffix(BackupKind kind) => kind == BackupKind.Keys ? ".keys" : ".backup";

    private static BackupInfo? Read(string path, BackupKind kind, BackupSecret? secret)
    {
        var file = new FileInfo(path);
        try
        {
            if (secret is null || secret.IsPassphrase)
            {
                // a passphrase is slow to try on purpose: the name tells the time
                return new BackupInfo { File = file.Name, Kind = kind, At = TimeOf(file), Bytes = file.Length };
            }

            using var reader = BackupReader.Open(path, secret);
            return new BackupInfo { File = file.Name, Kind = kind, At = reader.Manifest.At, Bytes = file.Length, Program = reader.Manifest.Program, SchemaStep = reader.Manifest.Schema.LastOrDefault()?.Number ?? 0 };
        }
        catch (FileNotFoundException)
        {
            return null; // removed meanwhile
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new BackupInfo { File = file.Name, Kind = kind, At = TimeOf(file), Bytes = file.Exists ? file.Length : 0, Fault = fault.Message };
        }
    }

    private static DateTimeOffset TimeOf(FileInfo file)
    {
        var text = file.Name[Prefix.Length..].Split('.')[0];
        return DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero);
    }

    // a name is on disk once its folder is
    private static void Sync(string folder)
    {
        const int ReadOnly = 0;
        using var handle = new SafeFileHandle(Open(folder, ReadOnly), ownsHandle: true);
        if (handle.IsInvalid || FSync(handle) != 0)
        {
            throw new IOException($"The folder '{folder}' could not be synced: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FSync(SafeFileHandle file);
}
