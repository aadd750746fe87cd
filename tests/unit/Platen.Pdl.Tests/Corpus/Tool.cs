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

    /// <summary>Runs a program that writes a document to its standard output, as filters of CUPS do, and keeps it in a file. Its environment is the given one and the path.</summary>
    public static void RunInto(string target, IReadOnlyDictionary<string, string> environment, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Start(start, program);
        var errors = process.StandardError.ReadToEndAsync();
        using (var file = File.Create(target))
        {
            process.StandardOutput.BaseStream.CopyTo(file);
        }

        if (!process.WaitForExit(TimeMax) || process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {errors.GetAwaiter().GetResult()}");
        }
    }

    private static Process Start(ProcessStartInfo start, string program)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException($"{program} is missing: install ghostscript, qpdf, poppler-utils and cups-filters, and for the slow suite libreoffice-writer-nogui", e);
        }
    }
}
