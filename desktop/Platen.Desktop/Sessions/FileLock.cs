using Platen.Desktop.CommandLine;

namespace Platen.Desktop.Sessions;

/// <summary>A lock between processes: an open file that nobody else can open (Unix: <c>flock</c>; Windows: its share mode). It ends with the process, however that ends.</summary>
internal sealed class FileLock : IDisposable
{
    /// <summary>How long another process is waited for: longer than its longest call of the server.</summary>
    public static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Waits for the lock.</summary>
    /// <exception cref="DesktopException">Another process has it all the time.</exception>
    public static async Task<FileLock> TakeAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        for (var begun = time.GetTimestamp(); ;)
        {
            try
            {
                return new FileLock(new FileStream(path, options));
            }
            catch (IOException busy) when (busy is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
            {
                if (time.GetElapsedTime(begun) >= WaitMax)
                {
                    throw new DesktopException(ExitCode.Failed, $"Another platen process has {path} for more than {WaitMax.TotalSeconds:0} seconds. Wait for it, or end it. ({busy.Message})", busy);
                }
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
