using System.Collections.Concurrent;
using Platen.Protocols.Ipp;
using Platen.VirtualMfp.Device;

namespace Platen.VirtualMfp.Jobs;

/// <summary>Prints received jobs one after the other, page by page, while the device's condition lets it.</summary>
internal sealed partial class PrintEngine(MfpDevice device, ILogger log) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<int, Task> _background = new();

    /// <summary>Prints a closed file without anybody waiting for it.</summary>
    internal void Enqueue(JobFile file) => _background[file.Job.Id] = PrintAndForgetAsync(file);

    /// <summary>Prints a closed file and publishes it; a job that is canceled meanwhile stays a .partial file.</summary>
    /// <param name="file">What to print; disposed at the end.</param>
    /// <param name="onPage">Told of each printed page by its number, 1 for the first.</param>
    /// <param name="cancellationToken">Ends the device.</param>
    internal async Task PrintAsync(JobFile file, Func<int, Task>? onPage, CancellationToken cancellationToken)
    {
        await using var owned = file;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await PrintPagesAsync(file.Job, onPage, cancellationToken);
            if (!file.Job.IsOver)
            {
                file.Publish();
                file.Job.CompletedAt = device.Time.GetUtcNow();
                file.Job.State = IppJobState.Completed;
            }
        }
        finally
        {
            device.LifeCounter.Save();
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_background.Values);
        _stop.Dispose();
        _turn.Dispose();
    }

    private async Task PrintAndForgetAsync(JobFile file)
    {
        await Task.Yield();
        try
        {
            await PrintAsync(file, onPage: null, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The device is switched off; the document stays as .partial.
        }
        catch (Exception e)
        {
            file.Job.State = IppJobState.Aborted;
            LogPrintFailed(log, file.Job.Id, e.Message);
        }
        finally
        {
            _background.TryRemove(file.Job.Id, out _);
        }
    }

    private async Task PrintPagesAsync(MfpJob job, Func<int, Task>? onPage, CancellationToken cancellationToken)
    {
        job.ProcessingAt = device.Time.GetUtcNow();
        for (var page = 1; page <= job.Pages; page++)
        {
            if (device.Behaviour.JamAfterPages == page - 1)
            {
                device.Set(device.Behaviour with { JamAfterPages = null }); // once: who mends it prints on
                device.Set(MfpCondition.Jammed);
            }

            await WaitForPageAsync(job, cancellationToken);
            if (job.IsOver)
            {
                return;
            }

            device.LifeCounter.CountPage();
            job.PagesPrinted = page;
            if (onPage is not null)
            {
                await onPage(page);
            }
        }
    }

    private async Task WaitForPageAsync(MfpJob job, CancellationToken cancellationToken)
    {
        if (device.Behaviour.PagesPerMinute is { } speed)
        {
            await Task.Delay(TimeSpan.FromMinutes(1 / speed), device.Time, cancellationToken);
        }

        SetState(job, device.CanPrint ? IppJobState.Processing : IppJobState.ProcessingStopped);
        await device.WaitUntilAsync(d => d.CanPrint || job.IsOver, cancellationToken);
        SetState(job, IppJobState.Processing);
    }

    [LoggerMessage(7020, LogLevel.Error, "Job {JobId} cannot be printed: {Reason}")]
    private static partial void LogPrintFailed(ILogger logger, int jobId, string reason);

    private static void SetState(MfpJob job, IppJobState state)
    {
        if (!job.IsOver)
        {
            job.State = state;
        }
    }
}
