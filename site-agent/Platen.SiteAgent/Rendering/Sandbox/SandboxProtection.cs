using System.Globalization;

namespace Platen.SiteAgent.Rendering.Sandbox;

/// <summary>What a machine has to confine a renderer with.</summary>
/// <param name="Landlock">The kernel's version of Landlock; 0: none.</param>
/// <param name="FiltersCalls">System calls can be filtered: the kernel has seccomp, and libseccomp2 is installed.</param>
/// <param name="HasLimits">util-linux' prlimit is installed.</param>
/// <param name="IsRoot">The agent is root, so the renderer can be somebody else.</param>
internal sealed record SandboxProtection(int Landlock, bool FiltersCalls, bool HasLimits, bool IsRoot)
{
    /// <summary>This process's own.</summary>
    public static SandboxProtection Here => new(Sandbox.Landlock.Version, SystemCallFilter.IsAvailable, File.Exists(SandboxCommand.LimitsProgram), OwnProcess.IsRoot);

    /// <summary>Nothing essential is missing.</summary>
    public bool IsWhole => Landlock > 0 && FiltersCalls && HasLimits;

    /// <summary>What is missing, and how to mend it; empty: nothing.</summary>
    public string Missing => string.Join("; ", new[]
    {
        Landlock > 0 ? "" : "Landlock, which keeps renderers from files (Linux 5.13 or later, with 'landlock' among the kernel's lsm=)",
        FiltersCalls ? "" : "the system call filter, which keeps renderers from the network and from other processes (apt-get install libseccomp2; seccomp in the kernel)",
        HasLimits ? "" : "prlimit, which bounds their memory (apt-get install util-linux)",
    }.Where(text => text.Length > 0));

    /// <summary>In a line, for people.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Landlock {(Landlock > 0 ? $"version {Landlock}" : "none")}, system calls {(FiltersCalls ? "filtered" : "not filtered")}, memory {(HasLimits ? "bounded" : "not bounded")}, {(IsRoot ? "as nobody" : "as the agent's own user")}");
}
