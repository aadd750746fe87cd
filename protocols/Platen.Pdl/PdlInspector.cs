using System.Buffers;
using Platen.Pdl.Inspection;

namespace Platen.Pdl;

/// <summary>
/// Tells format, pages, colour, sides, paper, copies and names of a job from one streaming pass over its bytes. Push the job's bytes as they arrive, in any
/// slices, then call <see cref="Complete"/>. Memory is bounded by <see cref="PdlLimits"/>; no input makes it throw. One instance serves one job and one thread.
/// </summary>
public sealed class PdlInspector : IDisposable
{
    private readonly int blockBytes;
    private readonly JobSplitter splitter;
    private byte[]? block;
    private int filled;
    private long skip;
    private long bytes;
    private PdlReport? report;

    /// <summary>Prepares an inspection within <paramref name="limits"/>.</summary>
    public PdlInspector(PdlLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        blockBytes = Math.Clamp(limits.BlockBytes, 4096, 1024 * 1024);
        splitter = new JobSplitter(limits);
        block = ArrayPool<byte>.Shared.Rent(blockBytes);
    }

    /// <summary>True after <see cref="Complete"/> when a second look at the whole document (renderer, or <see cref="Pdf.PdfPageCounter"/>) can tell more.</summary>
    public bool NeedsWholeDocument => report is { Pages: { NeedsRender: true } or { NeedsWholeDocument: true } };

    /// <summary>Takes the next bytes of the job. The span is not kept. After <see cref="Complete"/> it is an error.</summary>
    public void Append(ReadOnlySpan<byte> data)
    {
        ObjectDisposedException.ThrowIf(block is null, this);
        if (report is not null)
        {
            throw new InvalidOperationException("The inspection is complete; use a new inspector for the next job.");
        }

        bytes += data.Length;
        while (!data.IsEmpty)
        {
            var taken = skip > 0 ? Skip(data.Length) : Fill(data);
            data = data[taken..];
        }
    }

    /// <summary>Ends the job and tells what was found. Further calls return the same report.</summary>
    public PdlReport Complete()
    {
        ObjectDisposedException.ThrowIf(block is null, this);
        if (report is not null)
        {
            return report;
        }

        Pump(final: true);
        splitter.Complete(truncated: skip > 0);
        report = ReportBuilder.Build(splitter, bytes);
        return report;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        splitter.Dispose();
        if (block is not null)
        {
            ArrayPool<byte>.Shared.Return(block);
            block = null;
        }
    }

    private int Skip(int available)
    {
        var taken = (int)Math.Min(available, skip);
        skip -= taken;
        return taken;
    }

    private int Fill(ReadOnlySpan<byte> data)
    {
        var taken = Math.Min(data.Length, blockBytes - filled);
        data[..taken].CopyTo(block.AsSpan(filled));
        filled += taken;
        if (filled == blockBytes)
        {
            Pump(final: false);
        }

        return taken;
    }

    private void Pump(bool final)
    {
        var view = block.AsSpan(0, filled);
        var done = splitter.Consume(view, final);
        if (done == 0)
        {
            // a scanner that asks for more than a whole block gets past it: progress is guaranteed here, once for all formats
            done = filled;
        }

        skip = Math.Max(0, done - filled);
        var rest = view[(int)Math.Min(done, filled)..];
        rest.CopyTo(view);
        filled = rest.Length;
    }
}
