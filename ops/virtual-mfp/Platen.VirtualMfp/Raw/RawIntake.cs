using System.Text;
using Platen.Protocols.Ipp;
using Platen.Protocols.Pjl;
using Platen.VirtualMfp.Device;
using Platen.VirtualMfp.Jobs;

namespace Platen.VirtualMfp.Raw;

/// <summary>
/// Splits the octets of one RAW connection into commands and documents.
/// A block of commands (UEL, lines) that switches reports on or asks something is the sender's wrapper, not the document's own PJL; the UEL after it ends the block.
/// A wrapper that names a job (JOB NAME) promises an end: UEL, EOJ with that name, UEL. A wrapped job without its end was cut off, whatever the connection says.
/// </summary>
internal sealed class RawIntake(MfpDevice device, JobList jobs, PrintEngine engine, BackChannel backChannel, CancellationToken cancellationToken) : IAsyncDisposable
{
    private const int CommandBytesMax = 64 * 1024;
    private const int PrintingMax = 16;
    private readonly List<Task> _printing = [];
    private readonly PjlBlock _block = new();
    private byte[] _pending = [];
    private int _length;
    private byte[]? _trailer;
    private JobFile? _file;

    internal bool IsInDocument => _file is not null;

    internal async ValueTask FeedAsync(ReadOnlyMemory<byte> octets)
    {
        if (_pending.Length < _length + octets.Length)
        {
            Array.Resize(ref _pending, _length + octets.Length);
        }

        octets.CopyTo(_pending.AsMemory(_length));
        _length += octets.Length;
        while (await StepAsync(isLast: false))
        {
        }
    }

    /// <summary>The client has closed its side: an unwrapped document ends here.</summary>
    internal async Task EndAsync()
    {
        while (await StepAsync(isLast: true))
        {
        }

        if (_file is { } file && _trailer is null)
        {
            await PrintAsync(file);
        }

        await Task.WhenAll(_printing);
    }

    public async ValueTask DisposeAsync()
    {
        if (_file is { } file)
        {
            await file.CloseAsync();
            file.Job.Cancel(device.Time.GetUtcNow());
            await file.DisposeAsync();
        }

        await Task.WhenAll(_printing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private ValueTask<bool> StepAsync(bool isLast) => IsInDocument ? DocumentStepAsync(isLast) : CommandStepAsync(isLast);

    private async ValueTask<bool> CommandStepAsync(bool isLast)
    {
        switch (_block.Advance(_pending.AsSpan(0, _length), isLast))
        {
            case PjlBlockStep.NeedMore when _length > CommandBytesMax:
                throw new InvalidDataException($"more than {CommandBytesMax} octets of PJL before a document");
            case PjlBlockStep.NeedMore:
                return false;
            case PjlBlockStep.Command:
                await backChannel.TryObeyAsync(_block.Command!);
                return true;
            case PjlBlockStep.QueryEnd:
                Discard(_block.Position);
                return true;
            default:
                await BeginDocumentAsync();
                return true;
        }
    }

    private async ValueTask BeginDocumentAsync()
    {
        var job = jobs.TryAdd("raw", _block.Display ?? _block.JobName, user: null) ?? throw new InvalidDataException("too many jobs are waiting");
        job.Finishing = _block.Finishing;
        _file = jobs.Open(job);
        _trailer = _block.WrapperName is { } name ? [.. PjlSyntax.Uel, .. Encoding.UTF8.GetBytes($"@PJL EOJ NAME=\"{name}\"\r\n"), .. PjlSyntax.Uel] : null;
        await _file.WriteWrapperAsync(_pending.AsMemory(0, _block.DocumentStart), cancellationToken);
        Discard(_block.DocumentStart);
        if (_trailer is not null)
        {
            await backChannel.ReportJobStartAsync(_block.WrapperName);
        }
    }

    private async ValueTask<bool> DocumentStepAsync(bool isLast)
    {
        var file = _file!;
        if (_trailer is { } trailer)
        {
            var end = _pending.AsSpan(0, _length).IndexOf(trailer);
            if (end >= 0)
            {
                await file.WriteAsync(_pending.AsMemory(0, end), cancellationToken);
                await file.WriteWrapperAsync(trailer, cancellationToken);
                Discard(end + trailer.Length);
                await PrintAsync(file);
                return true;
            }
        }

        // What may be the beginning of the trailer waits for the rest of it.
        var use = isLast || _trailer is null ? _length : Math.Max(0, _length - _trailer.Length + 1);
        await file.WriteAsync(_pending.AsMemory(0, use), cancellationToken);
        Discard(use);
        return false;
    }

    private async ValueTask PrintAsync(JobFile file)
    {
        var name = _trailer is null ? null : _block.WrapperName;
        _file = null;
        _trailer = null;
        _block.Restart();
        await file.CloseAsync();
        _printing.RemoveAll(task => task.IsCompletedSuccessfully);
        if (_printing.Count == PrintingMax)
        {
            await Task.WhenAll(_printing);
        }

        _printing.Add(PrintAndReportAsync(file, name));
    }

    private async Task PrintAndReportAsync(JobFile file, string? name)
    {
        await engine.PrintAsync(file, backChannel.ReportPageAsync, cancellationToken);
        if (name is not null)
        {
            await (file.Job.State == IppJobState.Canceled ? backChannel.ReportJobCanceledAsync(name) : backChannel.ReportJobEndAsync(name, file.Job.PagesPrinted));
        }
    }

    private void Discard(int octets)
    {
        _pending.AsSpan(octets, _length - octets).CopyTo(_pending);
        _length -= octets;
        if (!IsInDocument)
        {
            _block.Restart();
        }
    }
}
