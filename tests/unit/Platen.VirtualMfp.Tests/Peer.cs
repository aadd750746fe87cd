using System.Diagnostics;

namespace Platen.VirtualMfp.Tests;

/// <summary>Runs real programs. One that is missing fails the test and names its Debian package.</summary>
internal static class Peer
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(60);

    internal static async Task<string> RunAsync(string program, string package, string[] arguments, (string Name, string Value)[]? environment = null, int exitCode = 0)
    {
        var path = new[] { "/usr/bin", "/usr/sbin", "/usr/lib/cups/backend" }.Select(folder => Path.Combine(folder, program)).Prepend(program).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"{program} is missing; install the Debian package {package}");
        var start = new ProcessStartInfo(path, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(s_timeout);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var error = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            var text = await output + await error;
            process.ExitCode.ShouldBe(exitCode, $"{program} {string.Join(' ', arguments)}\n{text}");
            return text;
        }
        catch (OperationCanceledException e)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} has not ended within {s_timeout}", e);
        }
    }
}
