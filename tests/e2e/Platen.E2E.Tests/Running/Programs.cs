using System.ComponentModel;
using System.Diagnostics;

namespace Platen.E2E.Tests.Running;

/// <summary>Runs real programs. One that is missing fails the test and is named.</summary>
internal static class Programs
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(3);

    public static async Task<ProgramResult> RunAsync(string program, IEnumerable<string> arguments, string? inputFile = null, TimeSpan? timeLimit = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        // ops/test, or the first start, has built the programs. CUPS' clients keep a server's certificate in the home folder, and hang when it has changed
        start.Environment["PLATEN_BUILD"] = "no";
        start.Environment["HOME"] = Path.GetTempPath();
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Start(start);
        using var limit = new CancellationTokenSource(timeLimit ?? TimeLimit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await FeedAsync(process, inputFile, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new ProgramResult(process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException late)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end within {TimeLimit.TotalMinutes} min.", late);
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new FileNotFoundException($"{start.FileName} is missing; ops/test installs the Debian package that has it.", missing);
        }
    }

    private static async Task FeedAsync(Process process, string? inputFile, CancellationToken cancellationToken)
    {
        try
        {
            if (inputFile is not null)
            {
                await using var content = File.OpenRead(inputFile);
                await content.CopyToAsync(process.StandardInput.BaseStream, cancellationToken);
            }

            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // it ended without reading all; its exit status tells
        }
    }
}
