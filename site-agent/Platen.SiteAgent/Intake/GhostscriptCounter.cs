using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using Platen.SiteAgent.Jobs;

namespace Platen.SiteAgent.Intake;

/// <summary>
/// Counts a PostScript document's pages by running it: Ghostscript with <c>-dSAFER</c> (no files, no programs), drawing tiny bitmaps that are counted and thrown away. It gets
/// limits of time, memory and output, the lowest priority (intake and release go first), none of our environment, and the document on standard input, so that it is never on disk in the clear. The document's own output
/// goes elsewhere, so it cannot write pages into the count.
/// </summary>
internal sealed partial class GhostscriptCounter(IHeldJobs jobs, IOptions<IntakeOptions> options, TimeProvider time, ILogger<GhostscriptCounter> logger)
{
    private const int MemoryKiBMax = 1_500_000;
    private const int ErrorCharsMax = 64 * 1024;
    private const int FeedBytes = 64 * 1024;

    private readonly string _command = string.Create(
        CultureInfo.InvariantCulture,
        $"command -v gs >/dev/null || exit 127; ulimit -v {MemoryKiBMax} -t {(int)options.Value.RenderTimeMax.TotalSeconds} -c 0; exec nice -n 19 gs -q -dSAFER -dNOPAUSE -dBATCH -dNOPROMPT -sDEVICE=pbmraw -r9 -sstdout=%stderr -sOutputFile=- -");

    /// <summary>Pages of one copy with evidence <c>rendered</c>, or unknown with the reason.</summary>
    public async Task<PageCount> CountAsync(HeldJob job, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), limit, options.Value.RenderTimeMax, Timeout.InfiniteTimeSpan);
        using var process = Start();
        if (process is null)
        {
            return Unknown("No shell could be started to run Ghostscript.");
        }

        // a write into a full pipe is not cancelled by the token: it ends when the reader does
        await using var kill = limit.Token.Register(() => Kill(process));
        try
        {
            return await RunAsync(process, job, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return TooSlow();
        }
        finally
        {
            Kill(process);
        }
    }

    private async Task<PageCount> RunAsync(Process process, HeldJob job, CancellationToken cancellationToken)
    {
        var bitmaps = new BitmapCounter();
        var counting = bitmaps.ReadAsync(process.StandardOutput.BaseStream, cancellationToken);
        var errors = DrainAsync(process.StandardError, cancellationToken);
        await using (var reader = await jobs.OpenAsync(job.Id, cancellationToken))
        {
            await FeedAsync(reader.AsStream(), process, cancellationToken);
        }

        await counting;
        await process.WaitForExitAsync(cancellationToken);
        await errors;
        cancellationToken.ThrowIfCancellationRequested();
        if (process.ExitCode == 127)
        {
            return Unknown("Ghostscript is not installed at this site, and only it can count this document's pages (apt-get install ghostscript).");
        }

        if (process.ExitCode != 0 || bitmaps.Damaged)
        {
            return Unknown($"Ghostscript ended with {process.ExitCode} after {bitmaps.Count} pages: the document has a fault.");
        }

        // Ghostscript draws each copy that the document asks for
        var copies = Math.Max(1, job.Facts.Copies);
        var pages = bitmaps.Count % copies == 0 ? bitmaps.Count / copies : bitmaps.Count;
        return new PageCount { Pages = pages, Evidence = Contracts.AgentLink.V1.Evidence.Rendered };
    }

    private static async Task FeedAsync(Stream document, Process process, CancellationToken cancellationToken)
    {
        var buffer = new byte[FeedBytes];
        var input = process.StandardInput.BaseStream;
        try
        {
            while (await document.ReadAsync(buffer, cancellationToken) is var count and > 0)
            {
                if (!await TryWriteAsync(input, buffer.AsMemory(0, count), cancellationToken))
                {
                    return;
                }
            }
        }
        finally
        {
            Array.Clear(buffer);
            await input.DisposeAsync();
        }
    }

    // false: it has seen enough ("quit", or a fault in the document); its exit code tells which
    private static async ValueTask<bool> TryWriteAsync(Stream input, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await input.WriteAsync(bytes, cancellationToken);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static void Kill(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private Process? Start()
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(_command);
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/bin:/bin";
        start.Environment["LC_ALL"] = "C";
        start.Environment["TMPDIR"] = "/tmp";
        try
        {
            return Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            LogNoShell(fault);
            return null;
        }
    }

    private static async Task DrainAsync(StreamReader errors, CancellationToken cancellationToken)
    {
        var buffer = new char[ErrorCharsMax];
        while (await errors.ReadAsync(buffer, cancellationToken) > 0)
        {
            // the document's own words are of no interest, and are never logged
        }
    }

    private PageCount TooSlow() => Unknown($"Ghostscript took longer than {options.Value.RenderTimeMax.TotalSeconds:0} s over this document (Intake:RenderTimeMax).");

    private static PageCount Unknown(string reason) => new() { Reason = reason };

    [LoggerMessage(2202, LogLevel.Error, "No shell could be started to run Ghostscript")]
    private partial void LogNoShell(Exception fault);
}
