using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Platen.SiteAgent.Rendering.Sandbox;

/// <summary>What a process can do to itself before it becomes another program, and .NET has no method for. Linux only.</summary>
internal static partial class OwnProcess
{
    private const int SetNoNewPrivileges = 38;
    private const int AmbientCapabilities = 47;
    private const int ClearAllAmbient = 4;
    private const int BrokenPipe = 13;
    private const int LowestPriority = 19;
    private const uint CloseOnExec = 4;

    /// <summary>Nobody, and nobody's group: Debian's uid and gid for those who own nothing.</summary>
    public const int Nobody = 65534;

    public static bool IsRoot => EffectiveUser() == 0;

    /// <summary>No program that is executed from now on gains rights by its file (set-user-id, capabilities), and none are inherited.</summary>
    public static void GiveUpPrivileges()
    {
        Check(ProcessControl(SetNoNewPrivileges, 1, 0, 0, 0), "prctl(PR_SET_NO_NEW_PRIVS)");
        Check(ProcessControl(AmbientCapabilities, ClearAllAmbient, 0, 0, 0), "prctl(PR_CAP_AMBIENT)");
    }

    /// <summary>Becomes a user who owns nothing, with the given folder as his own.</summary>
    public static void BecomeNobody(string folder)
    {
        Check(ChangeOwner(folder, Nobody, Nobody), "chown");
        Check(SetGroups(0, 0), "setgroups");
        Check(SetGroupIds(Nobody, Nobody, Nobody), "setresgid");
        Check(SetUserIds(Nobody, Nobody, Nobody), "setresuid");
    }

    /// <summary>Leads a session of its own, at the lowest priority, gets SIGALRM after so many seconds, and dies of a broken pipe as programs do.</summary>
    public static void Detach(int secondsMax)
    {
        _ = SetSession(); // fails when it leads one already
        _ = SetPriority(0, 0, LowestPriority);
        _ = Alarm((uint)secondsMax);
        _ = Signal(BrokenPipe, 0);
    }

    /// <summary>Becomes another program; returns only when that failed, with the error.</summary>
    public static int Execute(string program, IEnumerable<string> arguments, IEnumerable<string> environment)
    {
        _ = CloseRange(3, uint.MaxValue, CloseOnExec);
        return ExecuteProgram(program, [.. arguments, null], [.. environment, null]) == 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    private static void Check(int result, string what)
    {
        if (result != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{what} failed: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int ProcessControl(int option, long first, long second, long third, long fourth);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, int user, int group);

    [LibraryImport("libc", EntryPoint = "setgroups", SetLastError = true)]
    private static partial int SetGroups(nint count, nint groups);

    [LibraryImport("libc", EntryPoint = "setresgid", SetLastError = true)]
    private static partial int SetGroupIds(int real, int effective, int saved);

    [LibraryImport("libc", EntryPoint = "setresuid", SetLastError = true)]
    private static partial int SetUserIds(int real, int effective, int saved);

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int SetSession();

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);

    [LibraryImport("libc", EntryPoint = "alarm")]
    private static partial uint Alarm(uint seconds);

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Signal(int number, nint handler);

    [LibraryImport("libc", EntryPoint = "close_range")]
    private static partial int CloseRange(uint first, uint last, uint flags);

    [LibraryImport("libc", EntryPoint = "execve", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ExecuteProgram(string program, string?[] arguments, string?[] environment);
}
