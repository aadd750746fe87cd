using System.Globalization;

namespace Platen.SiteAgent.Rendering.Sandbox;

/// <summary>
/// The launcher (<c>Platen.SiteAgent sandbox … -- PROGRAM ARGUMENT…</c>): a process that gives its rights up, one after the other, and then becomes the renderer, with the same process id and the same standard streams. It reads nothing
/// of the document. Ends with <see cref="NotConfined"/> when a protection could not be had, before anything of the document was looked at; <c>--check</c> says which ones can. How: ADR 35.
/// </summary>
internal static class SandboxCommand
{
    public const string Name = "sandbox";

    /// <summary>Exit code: a protection is missing.</summary>
    public const int NotConfined = 125;

    /// <summary>Exit code: the program cannot be started.</summary>
    public const int NotInstalled = 127;

    /// <summary>Of util-linux, which every Debian has: it sets the limits last, because this process could not live with them.</summary>
    public const string LimitsProgram = "/usr/bin/prlimit";

    private const int OpenFilesMax = 64;
    private const int AlarmMarginSeconds = 5;

    public static async Task<int> RunAsync(string[] words)
    {
        if (words is ["--check"])
        {
            var here = SandboxProtection.Here;
            Console.WriteLine(here.IsWhole ? here : $"{here}\nmissing: {here.Missing}");
            return here.IsWhole ? 0 : 1;
        }

        if (SandboxOrder.TryParse(words) is not { } order)
        {
            await Console.Error.WriteLineAsync("usage: Platen.SiteAgent sandbox --check | --folder FOLDER --memory BYTES --seconds SECONDS --file BYTES [--read PATH]… [--lenient] -- PROGRAM [ARGUMENT]…");
            return 2;
        }

        return Become(order);
    }

    // on one thread, to the end: Landlock and the filter are the calling thread's, and so is the program that it executes
    private static int Become(SandboxOrder order)
    {
        if (!File.Exists(order.Program))
        {
            Console.Error.WriteLine($"{order.Program} is not installed.");
            return NotInstalled;
        }

        string[] environment = ["PATH=/usr/bin:/bin", "LC_ALL=C", $"TMPDIR={order.Folder}", $"TEMP={order.Folder}", $"HOME={order.Folder}"];
        string[] arguments = [LimitsProgram, .. Limits(order.Limits), "--", order.Program, .. order.Arguments];
        try
        {
            Confine(order);
        }
        catch (Exception fault) when (fault is System.ComponentModel.Win32Exception or DllNotFoundException or IOException)
        {
            Console.Error.WriteLine(fault.Message);
            return NotConfined;
        }

        _ = OwnProcess.Execute(LimitsProgram, arguments, environment);
        return NotInstalled;
    }

    private static void Confine(SandboxOrder order)
    {
        // once in vain, so that no assembly must be loaded when files cannot be read any more
        _ = OwnProcess.Execute("", [""], [""]);
        var here = SandboxProtection.Here;
        Directory.SetCurrentDirectory(order.Folder);
        OwnProcess.Detach((int)Math.Min(int.MaxValue, order.Limits.Seconds + AlarmMarginSeconds));
        if (here.IsRoot)
        {
            OwnProcess.BecomeNobody(order.Folder);
        }

        OwnProcess.GiveUpPrivileges();
        if (here.Landlock > 0 || !order.IsLenient)
        {
            Landlock.Restrict(SandboxPaths.Of(order));
        }

        if (here.FiltersCalls || !order.IsLenient)
        {
            SystemCallFilter.Apply();
        }
    }

    private static string[] Limits(SandboxLimits limits) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"--as={limits.MemoryBytes}"), string.Create(CultureInfo.InvariantCulture, $"--cpu={limits.Seconds}:{limits.Seconds + 1}"),
        string.Create(CultureInfo.InvariantCulture, $"--fsize={limits.TemporaryBytes}"), string.Create(CultureInfo.InvariantCulture, $"--nofile={OpenFilesMax}"), "--core=0", "--nproc=0",
    ];
}
