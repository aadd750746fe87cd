using System.Security.Cryptography;
using System.Text.Json;
using Platen.Desktop.CommandLine;

namespace Platen.Desktop.Sessions;

/// <summary>The file with the login: one a user, replaced as a whole, readable by nobody else. All reading and writing is done under <see cref="LockAsync"/>.</summary>
internal sealed class LoginStore(string folder, ISecretSeal seal, TimeProvider time)
{
    /// <summary>Bytes of the file at most.</summary>
    public const int BytesMax = 32 * 1024;

    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private readonly string _file = Path.Combine(folder, "login");
    private readonly string _lock = Path.Combine(folder, "login.lock");

    /// <summary>The store of this user and machine.</summary>
    public static LoginStore OfThisUser(string folder, TimeProvider time) => new(folder, OperatingSystem.IsWindows() ? new DataProtectionSeal() : new FileModeSeal(), time);

    /// <summary>Keeps other processes of this user from the login until it is disposed of: of two that refreshed at once one would show a used token, and the server would end the login as stolen.</summary>
    public Task<FileLock> LockAsync(CancellationToken cancellationToken)
    {
        MakeFolder();
        return FileLock.TakeAsync(_lock, time, cancellationToken);
    }

    /// <summary>The login; null: nobody is logged in.</summary>
    /// <param name="evenIfReadable">Also one that others could read: to end it.</param>
    /// <exception cref="DesktopException">Others can read the file, or it is damaged.</exception>
    public StoredLogin? Read(bool evenIfReadable = false)
    {
        byte[] bytes;
        try
        {
            if (!OperatingSystem.IsWindows() && !evenIfReadable && (File.GetUnixFileMode(_file) & Others) != UnixFileMode.None)
            {
                throw new DesktopException(ExitCode.NotLoggedIn, $"Others can read {_file}, so somebody else may have this login. Run 'platen logout', which ends it at the server, and 'platen login'.");
            }

            using var file = new FileStream(_file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            if (file.Length > BytesMax)
            {
                throw new JsonException("too long");
            }

            bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return JsonSerializer.Deserialize<StoredLogin>(seal.Open(bytes)) ?? throw new JsonException("null");
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception damaged) when (damaged is JsonException or CryptographicException or NotSupportedException)
        {
            Delete();
            throw new DesktopException(ExitCode.NotLoggedIn, $"The login in {_file} was damaged, and is removed. Run 'platen login'.", damaged);
        }
    }

    /// <summary>Replaces the login. After a power cut there is the former one or this one, whole.</summary>
    public void Write(StoredLogin login)
    {
        MakeFolder();
        var next = _file + ".new";
        File.Delete(next);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Own;
        }

        using (var file = new FileStream(next, options))
        {
            file.Write(seal.Seal(JsonSerializer.SerializeToUtf8Bytes(login)));
            file.Flush(flushToDisk: true);
        }

        File.Move(next, _file, overwrite: true);
    }

    /// <summary>Removes the login.</summary>
    public void Delete()
    {
        if (Directory.Exists(folder))
        {
            File.Delete(_file);
            File.Delete(_file + ".new");
        }
    }

    private void MakeFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, Own | UnixFileMode.UserExecute);
        }
    }
}
