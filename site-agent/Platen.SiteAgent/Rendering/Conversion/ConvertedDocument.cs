using System.IO.Pipelines;
using Platen.Pdl;
using Platen.Pdl.Wrapping;
using Platen.SiteAgent.Rendering.Sandbox;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Rendering.Conversion;

/// <summary>
/// A document that is converted while it is sent: the spool feeds the wrapping, that feeds the renderer, and what the renderer makes is counted by the parser and given out in blocks. Each feeds the next through a pipe that stops it when the device is
/// slow, so that no more than some blocks are in memory.
/// </summary>
internal sealed class ConvertedDocument : PrintDocument
{
    private const int BlockBytes = 256 * 1024;
    private const int WindowBytes = 1024 * 1024;

    private readonly ConversionPlan _plan;
    private readonly SandboxLimits _limits;
    private readonly SandboxRun? _run;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenRegistration _kill;
    private readonly ITimer _clock;
    private readonly Pipe? _wrapped;
    private readonly Task _feeding;
    private readonly PdlInspector _inspector = new(PdlLimits.Default);
    private readonly byte[] _block = new byte[BlockBytes];
    private readonly Action<int?> _onDone;
    private bool _isOver;
    private bool _isLate;

    /// <param name="plan">What it becomes.</param>
    /// <param name="source">The document as it is held; disposed of with this one.</param>
    /// <param name="run">The renderer; null: none is needed. Disposed of with this one.</param>
    /// <param name="limits">Its bounds; the time is that of the whole conversion.</param>
    /// <param name="time">The clock.</param>
    /// <param name="onDone">Told of the pages of the whole converted document; null: they cannot be told.</param>
    public ConvertedDocument(ConversionPlan plan, Stream source, SandboxRun? run, SandboxLimits limits, TimeProvider time, Action<int?> onDone)
    {
        (_plan, _limits, _run, _onDone, _stop) = (plan, limits, run, onDone, new CancellationTokenSource());
        _kill = _stop.Token.Register(() => _run?.Stop());
        _clock = time.CreateTimer(_ => TimeIsOver(), null, TimeSpan.FromSeconds(limits.Seconds), Timeout.InfiniteTimeSpan);
        _wrapped = plan.Wraps ? new Pipe(new PipeOptions(pauseWriterThreshold: WindowBytes, resumeWriterThreshold: WindowBytes / 2, useSynchronizationContext: false)) : null;
        _feeding = Task.Run(() => FeedAsync(source, _stop.Token), CancellationToken.None);
    }

    public override long? KnownLength => null;

    public override async ValueTask<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (_isOver)
        {
            return default;
        }

        await using var cancel = cancellationToken.UnsafeRegister(source => ((CancellationTokenSource)source!).Cancel(), _stop);
        var count = _run is null ? await ReadWrappedAsync(cancellationToken) : await _run.ReadAsync(_block, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (count > 0)
        {
            _inspector.Append(_block.AsSpan(0, count));
            return _block.AsMemory(0, count);
        }

        await EndAsync(cancellationToken);
        return default;
    }

    public override async ValueTask DisposeAsync()
    {
        await _clock.DisposeAsync();
        await _stop.CancelAsync();
        if (_wrapped is not null)
        {
            await _wrapped.Reader.CompleteAsync();
        }

        await _feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _kill.DisposeAsync();
        if (_run is not null)
        {
            await _run.DisposeAsync();
        }

        _inspector.Dispose();
        _stop.Dispose();
        Array.Clear(_block);
    }

    private async ValueTask<int> ReadWrappedAsync(CancellationToken cancellationToken)
    {
        var read = await _wrapped!.Reader.ReadAsync(cancellationToken);
        var count = (int)Math.Min(read.Buffer.Length, _block.Length);
        var taken = read.Buffer.Slice(0, count);
        System.Buffers.BuffersExtensions.CopyTo(taken, _block);
        _wrapped.Reader.AdvanceTo(taken.End);
        return count;
    }

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        var end = _run is null ? null : await _run.EndAsync(cancellationToken);
        await Task.WhenAny(_feeding);
        if (_isLate || end?.Code == SandboxEndCode.TimeOver)
        {
            throw Failed($"It took longer than {_limits.Seconds} s (Rendering:ConversionTimeMax).");
        }

        // what is wrong with the document itself explains the renderer's complaint, not the other way round
        await RethrowAsync();
        if (end is not null && end.Code != SandboxEndCode.Ended)
        {
            throw Failed(end.Explain(_limits));
        }

        _isOver = true;
        var report = _inspector.Complete();
        _onDone(report.Pages.IsTrusted ? report.Pages.Value : null);
    }

    private async Task RethrowAsync()
    {
        try
        {
            await _feeding;
        }
        catch (FormatException fault)
        {
            throw Failed($"{char.ToUpperInvariant(fault.Message[0])}{fault.Message[1..]}.", fault);
        }
        catch (InvalidOperationException) when (_stop.IsCancellationRequested)
        {
            // the reader of the pipe has gone: its own end says why
        }
    }

    private ConversionFailedException Failed(string why, Exception? inner = null) =>
        new($"The document could not be converted from {_plan.Describe()} for this device: {why}", inner);

    private async Task FeedAsync(Stream source, CancellationToken cancellationToken)
    {
        await using (source)
        {
            if (_wrapped is null)
            {
                await _run!.FeedAsync(source, cancellationToken);
                return;
            }

            var wrapping = WrapAsync(source, cancellationToken);
            if (_run is not null)
            {
                await _run.FeedAsync(_wrapped.Reader.AsStream(), cancellationToken);
                await _wrapped.Reader.CompleteAsync();
            }

            await wrapping;
        }
    }

    private async Task WrapAsync(Stream source, CancellationToken cancellationToken)
    {
        try
        {
            await PdfWrapping.WriteAsync(PrintFormats.ToPdl(_plan.From), source, _wrapped!.Writer.AsStream(), WrapLimits.Default, cancellationToken);
        }
        finally
        {
            await _wrapped!.Writer.CompleteAsync();
        }
    }

    private void TimeIsOver()
    {
        _isLate = true;
        _stop.Cancel();
    }
}
