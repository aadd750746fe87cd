using System.Diagnostics;

namespace Platen.Conformance.Tests.Running;

/// <summary>Runs a program to its end. One that is missing fails the test, and names its Debian package.</summary>
internal static class Tool
{
    public static async Task<(int ExitCode, string Text)> RunAsync(string program, string package, string folder, TimeSpan patience, string[] arguments, params (string Name, string Value)[] environment)
    {
        var path = ((string[])["/usr/bin", "/usr/sbin"]).Select(directory => Path.Combine(directory, program)).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"{program} is missing: install the Debian package {package}.");
        var start = new ProcessStartInfo(path, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment["HOME"] = folder;
        start.Environment["LC_ALL"] = "C";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var error = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return (process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException fault)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} has not ended within {patience.TotalSeconds} s.", fault);
        }
    }
}
