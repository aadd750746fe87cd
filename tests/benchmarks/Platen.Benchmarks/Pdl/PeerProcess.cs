using System.Diagnostics;

namespace Platen.Benchmarks.Pdl;

/// <summary>Runs a peer program to its end and tells how long it took.</summary>
internal static class PeerProcess
{
    public static (TimeSpan Time, string Output) Run(string program, params string[] arguments)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })
            ?? throw new InvalidOperationException($"{program} did not start");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? (Stopwatch.GetElapsedTime(start), output)
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: install ghostscript and qpdf");
    }
}
