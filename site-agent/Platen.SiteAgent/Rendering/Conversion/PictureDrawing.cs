using System.Globalization;
using Microsoft.Extensions.Options;
using Platen.SiteAgent.Rendering.Sandbox;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Rendering.Conversion;

/// <summary>
/// Lets MuPDF make a PDF of a TIFF or PNG, in the sandbox. Both formats must be read from any place, and MuPDF writes to a file only: so the document is put into the run's own folder in memory, and the PDF is taken out of it.
/// A page for each picture of a TIFF; a transparent PNG keeps its mask.
/// </summary>
internal sealed class PictureDrawing(RendererSandbox sandbox, IOptions<RenderingOptions> options)
{
    public const string Name = "MuPDF";

    private const string Package = "mupdf-tools";
    private const string Result = "drawn.pdf";

    // MuPDF may read it as another user
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Draws a document; gives the PDF, which is in memory until it is disposed of. The document is disposed of.</summary>
    /// <exception cref="ConversionFailedException">It cannot be drawn, with the reason.</exception>
    public async Task<Stream> DrawAsync(ConversionPlan plan, SpoolReader source, SandboxLimits limits, CancellationToken cancellationToken)
    {
        await using var document = source;
        var picture = plan.From == PrintFormat.Png ? "picture.png" : "picture.tif";
        string[] arguments = ["draw", "-q", "-L", "-F", "pdf", "-o", Result, picture];
        await using var run = await sandbox.StartAsync(options.Value.MuPdf, arguments, limits, cancellationToken, (folder, token) => PutAsync(document, Path.Combine(folder, picture), plan, limits, token));
        await run.FeedAsync(Stream.Null, cancellationToken);
        await DrainAsync(run, cancellationToken);
        var end = await run.EndAsync(cancellationToken);
        return end.Code == SandboxEndCode.Ended && run.OpenResult(Result) is { } drawn
            ? drawn
            : throw Failed(plan, end.Code == SandboxEndCode.Ended ? "The document has no picture in it." : end.Explain(limits, Name, Package));
    }

    private static async Task PutAsync(SpoolReader document, string path, ConversionPlan plan, SandboxLimits limits, CancellationToken cancellationToken)
    {
        if (document.Length > limits.TemporaryBytes)
        {
            throw Failed(plan, string.Create(CultureInfo.InvariantCulture, $"It has more than {limits.TemporaryBytes} bytes (Rendering:TemporaryBytesMax)."));
        }

        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        await document.CopyToAsync(file, cancellationToken);
        File.SetUnixFileMode(file.SafeFileHandle, Readable);
    }

    // it says nothing there, but whoever waits for a reader would wait for ever
    private static async Task DrainAsync(SandboxRun run, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        while (await run.ReadAsync(buffer, cancellationToken) > 0)
        {
        }
    }

    private static ConversionFailedException Failed(ConversionPlan plan, string why) => new($"The document could not be converted from {plan.Describe()} for this device: {why}");
}
