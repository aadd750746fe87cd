using System.Globalization;

namespace Platen.SiteAgent.Rendering.Sandbox;

/// <summary>How a renderer's run ended, and why.</summary>
/// <param name="Code">How.</param>
/// <param name="ExitCode">The program's; 128 and more: ended by that signal.</param>
/// <param name="Detail">What the launcher said, never what the program said: its words may be the document's.</param>
internal sealed record SandboxEnd(SandboxEndCode Code, int ExitCode, string Detail)
{
    private const int Killed = 128;
    private const int Alarm = Killed + 14;
    private const int TooMuchProcessorTime = Killed + 24;
    private const int FileTooLarge = Killed + 25;

    /// <summary>The end that an exit code tells; <paramref name="hasNoMemory"/>: the program has complained about it.</summary>
    public static SandboxEnd Of(int exitCode, bool hasNoMemory, string launcherWords) => exitCode switch
    {
        0 => new SandboxEnd(SandboxEndCode.Ended, exitCode, ""),
        SandboxCommand.NotConfined => new SandboxEnd(SandboxEndCode.NotConfined, exitCode, launcherWords),
        SandboxCommand.NotInstalled => new SandboxEnd(SandboxEndCode.NotInstalled, exitCode, ""),
        Alarm or TooMuchProcessorTime => new SandboxEnd(SandboxEndCode.TimeOver, exitCode, ""),
        FileTooLarge => new SandboxEnd(SandboxEndCode.TemporaryTooLarge, exitCode, ""),
        _ => new SandboxEnd(hasNoMemory ? SandboxEndCode.OutOfMemory : SandboxEndCode.Fault, exitCode, ""),
    };

    /// <summary>Why it did not end well, for people, with what to do; empty when it did.</summary>
    /// <param name="limits">Its limits.</param>
    /// <param name="program">What people call the program.</param>
    /// <param name="package">The Debian package that it is in.</param>
    public string Explain(SandboxLimits limits, string program = "Ghostscript", string package = "ghostscript") => Code switch
    {
        SandboxEndCode.Ended => "",
        SandboxEndCode.NotConfined => $"{program} cannot be confined on this agent's machine ({Detail}); see the agent's log.",
        SandboxEndCode.NotInstalled => $"{program} is not installed at this site (apt-get install {package}).",
        SandboxEndCode.TimeOver => string.Create(CultureInfo.InvariantCulture, $"{program} took longer than {limits.Seconds} s over this document."),
        SandboxEndCode.OutOfMemory => string.Create(CultureInfo.InvariantCulture, $"{program} needs more than {limits.MemoryBytes} bytes of memory for this document (Rendering:MemoryBytesMax)."),
        SandboxEndCode.OutputTooLong => string.Create(CultureInfo.InvariantCulture, $"{program} made more than {limits.OutputBytes} bytes of this document (Rendering:OutputBytesMax)."),
        SandboxEndCode.TemporaryTooLarge => string.Create(CultureInfo.InvariantCulture, $"{program} needs more than {limits.TemporaryBytes} bytes of temporary files for this document (Rendering:TemporaryBytesMax)."),
        SandboxEndCode.Stopped => $"{program} was stopped.",
        _ => string.Create(CultureInfo.InvariantCulture, $"{program} ended with {ExitCode}: the document has a fault, or asks for what a document may not."),
    };
}
