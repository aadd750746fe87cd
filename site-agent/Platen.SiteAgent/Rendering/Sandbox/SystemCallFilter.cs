using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Platen.SiteAgent.Rendering.Sandbox;

/// <summary>
/// The system calls that a renderer may make, by libseccomp (Debian's libseccomp2, which apt itself needs): memory, its own files, time. No sockets, no further processes or threads, no signals to others, nothing
/// about owners, mounts or other processes. Whatever is not named fails as a call that the kernel does not have, so that libraries fall back instead of ending. It is the calling thread's, for good, and of whatever that executes.
/// </summary>
internal static partial class SystemCallFilter
{
    private const string Library = "libseccomp.so.2";
    private const uint Allow = 0x7fff_0000;
    private const uint NoSuchCall = 0x0005_0000 | 38; // SCMP_ACT_ERRNO(ENOSYS)
    private const int GetFilter = 21; // PR_GET_SECCOMP: fails where the kernel has none
    private const int Equal = 4; // SCMP_CMP_EQ
    private const ulong TerminalAttributes = 0x5401; // TCGETS: is it a terminal?
    private const ulong BytesReady = 0x541b; // FIONREAD

    private static readonly string[] Allowed =
    [
        "read", "readv", "pread64", "write", "writev", "pwrite64", "lseek", "_llseek", "close", "close_range", "dup", "dup2", "dup3", "fcntl", "fcntl64", "pipe", "pipe2", "poll", "ppoll", "select", "pselect6", "_newselect",
        "open", "openat", "openat2", "access", "faccessat", "faccessat2", "stat", "stat64", "lstat", "lstat64", "fstat", "fstat64", "fstatat64", "newfstatat", "statx", "statfs", "fstatfs", "readlink", "readlinkat", "getdents", "getdents64",
        "getcwd", "chdir", "umask", "unlink", "unlinkat", "ftruncate", "ftruncate64", "fallocate", "fadvise64", "fsync", "fdatasync",
        "brk", "mmap", "mmap2", "munmap", "mremap", "mprotect", "madvise", "mincore", "membarrier",
        "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "restart_syscall", "tgkill", "exit", "exit_group", "futex", "set_robust_list", "set_tid_address", "rseq", "arch_prctl", "set_thread_area",
        "getpid", "getppid", "gettid", "getuid", "geteuid", "getgid", "getegid", "getpgrp", "getrandom", "getrlimit", "ugetrlimit", "getrusage", "sysinfo", "uname", "times", "time", "gettimeofday", "clock_gettime", "clock_getres",
        "clock_nanosleep", "nanosleep", "sched_yield", "sched_getaffinity", "setrlimit", "execve",
    ];

    /// <summary>Whether the library is there and the kernel filters.</summary>
    public static bool IsAvailable => NativeLibrary.TryLoad(Library, out _) && ProcessControl(GetFilter, 0, 0, 0, 0) >= 0;

    /// <summary>Filters the calling thread's calls from now on.</summary>
    /// <exception cref="Win32Exception">The kernel refused.</exception>
    /// <exception cref="DllNotFoundException">libseccomp2 is not installed.</exception>
    public static void Apply()
    {
        var filter = Init(NoSuchCall);
        foreach (var name in Allowed)
        {
            // a name that this processor has no call for has a negative number
            if (Resolve(name) is var call and >= 0)
            {
                Check(AddRule(filter, Allow, call, 0, []));
            }
        }

        // of itself alone: another process of the same user is none of its business
        Check(AddRule(filter, Allow, Resolve("prlimit64"), 1, [new Comparison { Argument = 0, Operator = Equal, Value = 0 }]));
        Check(AddRule(filter, Allow, Resolve("ioctl"), 1, [new Comparison { Argument = 1, Operator = Equal, Value = TerminalAttributes }]));
        Check(AddRule(filter, Allow, Resolve("ioctl"), 1, [new Comparison { Argument = 1, Operator = Equal, Value = BytesReady }]));
        Check(Load(filter));
    }

    private static void Check(int result)
    {
        if (result < 0)
        {
            throw new Win32Exception(-result, $"seccomp failed: {Marshal.GetPInvokeErrorMessage(-result)}");
        }
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, long first, long second, long third, long fourth);

    [LibraryImport(Library, EntryPoint = "seccomp_init")]
    private static partial nint Init(uint action);

    [LibraryImport(Library, EntryPoint = "seccomp_syscall_resolve_name", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Resolve(string name);

    [LibraryImport(Library, EntryPoint = "seccomp_rule_add_array")]
    private static partial int AddRule(nint filter, uint action, int call, uint count, [In] Comparison[] comparisons);

    [LibraryImport(Library, EntryPoint = "seccomp_load")]
    private static partial int Load(nint filter);

    [StructLayout(LayoutKind.Sequential)]
    private struct Comparison
    {
        public uint Argument;
        public int Operator;
        public ulong Value;
        public ulong Second;
    }
}
