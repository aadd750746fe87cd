namespace Platen.Cluster.Tests.Processes;

/// <summary>How a script ended, and what it said.</summary>
internal sealed record ScriptResult(int ExitCode, string Output)
{
    public string MustBeDone() => ExitCode == 0 ? Output : throw new InvalidOperationException($"The script ended with {ExitCode}: {Output}");
}
