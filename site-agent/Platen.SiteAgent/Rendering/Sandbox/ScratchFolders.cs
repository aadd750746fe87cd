using System.Globalization;
using Microsoft.Extensions.Options;

namespace Platen.SiteAgent.Rendering.Sandbox;

/// <summary>
/// Folders in memory for renderers' temporary files, which hold documents in the clear: one a run, deleted with all that is in it when the run is over. This agent's are in a folder with a lock that ends with the agent, so
/// that a later start deletes what a killed one left.
/// </summary>
internal sealed class ScratchFolders : IDisposable
{
    private const string Prefix = "platen-render-";
    private const string LockName = "lock";
    private const int LeftoversMax = 1_000;
    private const UnixFileMode Passable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly Lock _gate = new();
    private readonly RenderingOptions _options;
    private string? _root;
    private FileStream? _lock;
    private long _number;

    public ScratchFolders(IOptions<RenderingOptions> options) => (_options, Place) = (options.Value, PlaceOf(options.Value));

    /// <summary>Where they are; null: there is no folder in memory that this agent may write.</summary>
    public string? Place { get; }

    /// <summary>This agent's own folder there; null: it has made none yet.</summary>
    public string? Root => _root;

    /// <summary>Makes a folder for one run.</summary>
    /// <exception cref="IOException">There is no place for it.</exception>
    public string Create()
    {
        lock (_gate)
        {
            _root ??= Open();
            return Directory.CreateDirectory(Path.Combine(_root, (++_number).ToString(CultureInfo.InvariantCulture)), Own).FullName;
        }
    }

    /// <summary>Bytes of all files in a folder.</summary>
    public static long BytesIn(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Exists ? file.Length : 0);
        }
        catch (IOException)
        {
            return 0; // a file went away while it was counted; the next look tells
        }
    }

    public static void Delete(string folder) => Directory.Delete(folder, recursive: true);

    public void Dispose()
    {
        lock (_gate)
        {
            if (_root is not null)
            {
                Directory.Delete(_root, recursive: true);
                _root = null;
            }

            _lock?.Dispose();
            _lock = null;
        }
    }

    private static string? PlaceOf(RenderingOptions options)
    {
        string[] candidates = options.TemporaryFolder.Length > 0 ? [options.TemporaryFolder] : ["/dev/shm", Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") ?? ""];
        return Array.Find(candidates, path => Directory.Exists(path) && IsWritable(path) && (options.AllowTemporaryOnDisk || IsInMemory(path)));
    }

    private static bool IsInMemory(string path) => new DriveInfo(path).DriveFormat is "tmpfs" or "ramfs";

    private static bool IsWritable(string path)
    {
        try
        {
            var probe = Path.Combine(path, NewName());
            Directory.CreateDirectory(probe, Own);
            Directory.Delete(probe);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string NewName() => Prefix + Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");

    private string Open()
    {
        var place = Place ?? throw new IOException(
            $"There is no folder in memory for a renderer's temporary files: mount a tmpfs that the agent may write and name it in {RenderingOptions.Section}:{nameof(_options.TemporaryFolder)}.");
        DeleteLeftovers(place);
        var root = Path.Combine(place, NewName());
        Directory.CreateDirectory(root, Own);
        File.SetUnixFileMode(root, Passable); // a renderer may be another user, whatever the agent's umask leaves of a new folder
        _lock = new FileStream(Path.Combine(root, LockName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        return root;
    }

    private static void DeleteLeftovers(string place)
    {
        foreach (var folder in Directory.EnumerateDirectories(place, Prefix + "*").Take(LeftoversMax))
        {
            try
            {
                using (new FileStream(Path.Combine(folder, LockName), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                {
                }

                Directory.Delete(folder, recursive: true);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // another agent's, which is alive, or another user's
            }
        }
    }
}
