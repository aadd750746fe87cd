using System.Diagnostics;

namespace Platen.SiteAgent.Tests.Intake;

/// <summary>Runs the programs that workstations print with. One that is missing fails the test, and names its Debian package.</summary>
internal static class PrintClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs a program to its end, which must be success, and gives what it wrote.</summary>
    public static async Task<string> RunAsync(string program, string package, string home, string[] arguments, string? input = null)
    {
        var (code, text) = await TryRunAsync(program, package, home, arguments, input);
        code.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{text}");
        return text;
    }

    public static async Task<(int ExitCode, string Text)> TryRunAsync(string program, string package, string home, string[] arguments, string? input = null)
    {
        using var process = Start(program, package, home, arguments);
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var error = process.StandardError.ReadToEndAsync(deadline.Token);
            if (input is not null)
            {
                await using var file = File.OpenRead(input);
                await file.CopyToAsync(process.StandardInput.BaseStream, deadline.Token);
            }

            process.StandardInput.Close();
            await process.WaitForExitAsync(deadline.Token);
            return (process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException fault)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} has not ended within {Patience.TotalSeconds} s.", fault);
        }
    }

    private static Process Start(string program, string package, string home, string[] arguments)
    {
        var path = Path.Combine("/usr/bin", program);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"{program} is missing: install the Debian package {package}.");
        }

        var start = new ProcessStartInfo(path, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HOME"] = home;
        start.Environment["LC_ALL"] = "C";
        return Process.Start(start)!;
    }
}
