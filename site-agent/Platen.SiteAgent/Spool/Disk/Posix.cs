using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Platen.SiteAgent.Spool.Disk;

/// <summary>The system calls that .NET has no method for. Linux only.</summary>
internal static partial class Posix
{
    private const uint SyncFileRangeWrite = 2;
    private const int WillNeed = 3;
    private const int Interrupted = 4;
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int ReadOnlyDirectory = 0x10000 | 0x80000; // O_DIRECTORY | O_CLOEXEC
    private const int ReadWrite = 2 | 0x80000; // O_RDWR | O_CLOEXEC

    /// <summary>Makes the bytes and the length durable, not the time stamps: on a file that was written before, no journal commit of the file system is needed.</summary>
    public static void SyncData(SafeFileHandle file)
    {
        while (FDataSync(file) != 0)
        {
            ThrowUnlessInterrupted("fdatasync");
        }
    }

    public static void StartWriteback(SafeFileHandle file, long offset, long length)
    {
        while (SyncFileRange(file, offset, length, SyncFileRangeWrite) != 0)
        {
            ThrowUnlessInterrupted("sync_file_range");
        }
    }

    /// <summary>A hint: where it is not taken, nothing is lost but time.</summary>
    public static void ReadAhead(SafeFileHandle file, long offset, long length) => _ = PosixFAdvise(file, offset, length, WillNeed);

    /// <summary>Opens the same file once more, for direct writes; null: its file system has none.</summary>
    public static SafeFileHandle? TryOpenDirect(SafeFileHandle file)
    {
        var handle = new SafeFileHandle(Open($"/proc/self/fd/{file.DangerousGetHandle()}", ReadWrite | Direct), ownsHandle: true);
        if (!handle.IsInvalid)
        {
            return handle;
        }

        handle.Dispose();
        return null;
    }

    public static void Allocate(SafeFileHandle file, long length)
    {
        int error;
        do
        {
            error = PosixFAllocate(file, 0, length); // returns the error, does not set errno
        }
        while (error == Interrupted);
        if (error != 0)
        {
            throw Error("posix_fallocate", error);
        }
    }

    /// <summary>Makes the names in a directory durable.</summary>
    public static void SyncDirectory(string path)
    {
        using var directory = new SafeFileHandle(Open(path, ReadOnlyDirectory), ownsHandle: true);
        if (directory.IsInvalid)
        {
            throw Error($"open directory '{path}'", Marshal.GetLastPInvokeError());
        }

        while (FSync(directory) != 0)
        {
            ThrowUnlessInterrupted($"fsync of directory '{path}'");
        }
    }

    /// <summary>Whether .NET's exception (whose HResult is the errno) says that there is no room.</summary>
    public static bool IsFull(IOException error) => error.HResult is NoSpace or QuotaExceeded;

    // O_DIRECT is one of the flags that differ between processors
    private static int Direct => RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x10000 : 0x4000;

    private static void ThrowUnlessInterrupted(string what)
    {
        var error = Marshal.GetLastPInvokeError();
        if (error != Interrupted)
        {
            throw Error(what, error);
        }
    }

    private static IOException Error(string what, int errno)
    {
        var message = $"{what}: {Marshal.GetPInvokeErrorMessage(errno)} (errno {errno})";
        return errno is NoSpace or QuotaExceeded ? new DiskFullException(message) : new IOException(message, errno);
    }

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int FDataSync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "sync_file_range", SetLastError = true)]
    private static partial int SyncFileRange(SafeFileHandle file, long offset, long length, uint flags);

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    private static partial int PosixFAdvise(SafeFileHandle file, long offset, long length, int advice);

    [LibraryImport("libc", EntryPoint = "posix_fallocate")]
    private static partial int PosixFAllocate(SafeFileHandle file, long offset, long length);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
