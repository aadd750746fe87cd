using System.Text;
using Microsoft.Extensions.Options;
using Platen.SiteAgent.Rendering.Sandbox;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Rendering.Conversion;

/// <summary>Opens documents that are converted on their way, within the limits of section <c>Rendering</c>.</summary>
internal sealed class Conversions(RendererSandbox sandbox, PictureDrawing drawing, ScratchFolders scratch, IOptions<RenderingOptions> options, TimeProvider time)
{
    private const int VersionCharsMax = 32;
    private const string OwnName = "Platen";
    private string? _version;

    private SandboxLimits Limits => new()
    {
        MemoryBytes = options.Value.MemoryBytesMax,
        Seconds = (long)options.Value.ConversionTimeMax.TotalSeconds,
        TemporaryBytes = options.Value.TemporaryBytesMax,
        OutputBytes = options.Value.OutputBytesMax,
    };

    /// <summary>Opens the converted document; reading it converts it.</summary>
    /// <param name="plan">What it becomes.</param>
    /// <param name="source">The document as it is held; it is disposed of with the converted one.</param>
    /// <param name="isStaged">It is converted to its end before this returns, into memory, so that its length is known.</param>
    /// <param name="onDone">Told of the converted pages at the end.</param>
    /// <param name="cancellationToken">Ends the wait for room.</param>
    public async ValueTask<PrintDocument> OpenAsync(ConversionPlan plan, SpoolReader source, bool isStaged, Action<int?> onDone, CancellationToken cancellationToken)
    {
        // to its end before the next program begins: two that wait for each other's room would wait for ever
        var document = plan.Draws ? await drawing.DrawAsync(plan, source, Limits, cancellationToken) : source.AsStream();
        try
        {
            var run = plan.Arguments.IsEmpty ? null : await sandbox.StartAsync(options.Value.Ghostscript, plan.Arguments, Limits, cancellationToken);
            var converted = new ConvertedDocument(plan, document, run, Limits, time, onDone);
            return isStaged ? await StagedDocument.MakeAsync(converted, scratch.Create(), options.Value.TemporaryBytesMax, cancellationToken) : converted;
        }
        catch
        {
            await document.DisposeAsync();
            throw;
        }
    }

    /// <summary>The program that a plan needs, with its version, asked once.</summary>
    public async ValueTask<string> RendererOfAsync(ConversionPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Arguments.IsEmpty)
        {
            return OwnName;
        }

        _version ??= await AskVersionAsync(cancellationToken) is { Length: > 0 } version ? $"Ghostscript {version}" : "Ghostscript";
        return plan.Draws ? $"{PictureDrawing.Name} and {_version}" : _version;
    }

    private async Task<string> AskVersionAsync(CancellationToken cancellationToken)
    {
        await using var run = await sandbox.StartAsync(options.Value.Ghostscript, ["--version"], Limits, cancellationToken);
        var words = new StringBuilder();
        var buffer = new byte[VersionCharsMax];
        while (words.Length < VersionCharsMax && await run.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            words.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }

        return new string([.. words.ToString().Where(letter => char.IsAsciiDigit(letter) || letter == '.').Take(VersionCharsMax)]);
    }
}
