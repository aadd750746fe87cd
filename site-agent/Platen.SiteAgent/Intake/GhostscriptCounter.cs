using System.Globalization;
using Microsoft.Extensions.Options;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Rendering;
using Platen.SiteAgent.Rendering.Sandbox;

namespace Platen.SiteAgent.Intake;

/// <summary>
/// Counts a PostScript document's pages by running it: Ghostscript in the renderers' sandbox, drawing tiny bitmaps that are counted and thrown away. The document's own output goes elsewhere, so it cannot write pages
/// into the count.
/// </summary>
internal sealed class GhostscriptCounter(IHeldJobs jobs, RendererSandbox sandbox, IOptions<IntakeOptions> options, IOptions<RenderingOptions> rendering)
{
    private static readonly string[] Arguments = ["-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", "-dNOPROMPT", "-sDEVICE=pbmraw", "-r9", "-sstdout=%stderr", "-sOutputFile=-", "-"];

    private readonly SandboxLimits _limits = new()
    {
        MemoryBytes = rendering.Value.MemoryBytesMax,
        Seconds = (long)options.Value.RenderTimeMax.TotalSeconds,
        TemporaryBytes = rendering.Value.TemporaryBytesMax,
        OutputBytes = BitmapCounter.BytesMax,
    };

    /// <summary>Pages of one copy with evidence <c>rendered</c>, or unknown with the reason.</summary>
    public async Task<PageCount> CountAsync(HeldJob job, CancellationToken cancellationToken)
    {
        var bitmaps = new BitmapCounter();
        SandboxEnd end;
        await using (var run = await sandbox.StartAsync(rendering.Value.Ghostscript, Arguments, _limits, cancellationToken))
        {
            // stopped, not only forgotten: a write into a full pipe is not cancelled by the token, it ends when the reader does
            await using var stop = cancellationToken.Register(run.Stop);
            var counting = bitmaps.ReadAsync(run, cancellationToken);
            await using (var reader = await jobs.OpenAsync(job.Id, cancellationToken))
            {
                await run.FeedAsync(reader.AsStream(), cancellationToken);
            }

            await counting;
            end = await run.EndAsync(cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (end.Code != SandboxEndCode.Ended)
        {
            var option = end.Code == SandboxEndCode.TimeOver ? " (Intake:RenderTimeMax)" : "";
            return Unknown($"{end.Explain(_limits)}{option}");
        }

        if (bitmaps.Damaged)
        {
            return Unknown(string.Create(CultureInfo.InvariantCulture, $"Ghostscript ended after {bitmaps.Count} pages in the middle of one: the document has a fault."));
        }

        // Ghostscript draws each copy that the document asks for
        var copies = Math.Max(1, job.Facts.Copies);
        var pages = bitmaps.Count % copies == 0 ? bitmaps.Count / copies : bitmaps.Count;
        return new PageCount { Pages = pages, Evidence = Contracts.AgentLink.V1.Evidence.Rendered };
    }

    private static PageCount Unknown(string reason) => new() { Reason = reason };
}
