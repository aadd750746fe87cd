using System.Diagnostics;

namespace Platen.Pdl.Tests.Corpus;

/// <summary>Runs the programs nobody here wrote. A missing one fails the test and says which package has it.</summary>
internal static class Tool
{
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(60);

    public static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using var process = Start(start, program);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(TimeMax))
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} did not end within {TimeMax}");
        }

        // qpdf: 3 means that it worked with warnings
        if (process.ExitCode is not (0 or 3))
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {errors.GetAwaiter().GetResult()}{output}");
        }

        return output;
    }

    private static Process Start(ProcessStartInfo start, string program)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException($"{program} is missing: install ghostscript, qpdf and poppler-utils", e);
        }
    }
}
