using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Platen.SiteAgent.Rendering.Sandbox;

/// <summary>
/// Landlock (Linux 5.13 and later, landlock(7)): takes the calling thread's right to files away, but for what is named; without privileges, for good, and for whatever it executes. What the kernel's
/// version knows beyond files is taken away too: TCP (6.7), other processes' abstract sockets and signals (6.12).
/// </summary>
internal static partial class Landlock
{
    private const int CreateRuleset = 444;
    private const int AddRule = 445;
    private const int RestrictSelf = 446;
    private const int VersionFlag = 1;
    private const int PathBeneath = 1;
    private const int OpenPath = 0x200000 | 0x80000; // O_PATH | O_CLOEXEC

    private const ulong Execute = 1 << 0;
    private const ulong WriteFile = 1 << 1;
    private const ulong ReadFile = 1 << 2;
    private const ulong ReadDirectory = 1 << 3;
    private const ulong RemoveFile = 1 << 5;
    private const ulong MakeRegular = 1 << 8;
    private const ulong Truncate = 1 << 14;
    private const ulong AllTcp = 3;
    private const ulong AllScopes = 3;

    /// <summary>The file rights that each version of the interface knows: all of them are taken away.</summary>
    private static readonly int[] RightsByVersion = [0, 13, 14, 15, 15, 16];

    /// <summary>What may still be done with a file, or with all below a folder.</summary>
    internal enum Access
    {
        Read,
        ReadAndExecute,
        ReadAndWrite,
    }

    /// <summary>The kernel's version of the interface; 0: there is none, or it is switched off.</summary>
    public static int Version => (int)Math.Max(0, SystemCall(CreateRuleset, 0, 0, VersionFlag, 0));

    /// <summary>Takes away all rights but these. A path that does not exist gives none.</summary>
    /// <exception cref="Win32Exception">The kernel refused.</exception>
    public static void Restrict(IEnumerable<(string Path, Access Access)> paths)
    {
        var version = Version;
        var handled = (1UL << RightsByVersion[Math.Min(version, RightsByVersion.Length - 1)]) - 1;
        var attributes = new RulesetAttributes { Files = handled, Network = version >= 4 ? AllTcp : 0, Scoped = version >= 6 ? AllScopes : 0 };
        var ruleset = (int)Checked(CreateRulesetOf(CreateRuleset, in attributes, Marshal.SizeOf<RulesetAttributes>(), 0), "landlock_create_ruleset");
        foreach (var (path, access) in paths)
        {
            Allow(ruleset, path, access, handled);
        }

        Checked(SystemCall(RestrictSelf, ruleset, 0, 0, 0), "landlock_restrict_self");
        _ = Close(ruleset);
    }

    private static void Allow(int ruleset, string path, Access access, ulong handled)
    {
        var isFolder = Directory.Exists(path);
        var file = Open(path, OpenPath);
        if (file < 0)
        {
            return;
        }

        var rule = new PathRule { Allowed = handled & RightsOf(access, isFolder), Parent = file };
        Checked(AddRuleOf(AddRule, ruleset, PathBeneath, in rule, 0), "landlock_add_rule");
        _ = Close(file);
    }

    private static ulong RightsOf(Access access, bool isFolder) => (access, isFolder) switch
    {
        (Access.Read, true) => ReadFile | ReadDirectory,
        (Access.Read, false) => ReadFile,
        (Access.ReadAndExecute, true) => ReadFile | ReadDirectory | Execute,
        (Access.ReadAndExecute, false) => ReadFile | Execute,
        (_, true) => ReadFile | ReadDirectory | WriteFile | MakeRegular | RemoveFile | Truncate,
        (_, false) => ReadFile | WriteFile | Truncate,
    };

    private static long Checked(long result, string what) =>
        result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{what} failed: {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long SystemCall(long number, long first, long second, long third, long fourth);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long CreateRulesetOf(long number, in RulesetAttributes attributes, long size, long flags);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long AddRuleOf(long number, long ruleset, long type, in PathRule rule, long flags);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);

    [StructLayout(LayoutKind.Sequential)]
    private struct RulesetAttributes
    {
        public ulong Files;
        public ulong Network;
        public ulong Scoped;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct PathRule
    {
        public ulong Allowed;
        public int Parent;
    }
}
