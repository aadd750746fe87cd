using Microsoft.Extensions.Options;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Delivery.Pjl;

/// <summary>
/// RAW with the document wrapped in PJL (PJL Technical Reference): the device reports begin, pages, end and why it stands still over the same connection, which stays open in both directions until it has reported the end.
/// A device that takes the wrapper and says nothing is as one without PJL: the end of the connection ends the job.
/// </summary>
internal sealed class PjlDelivery(StreamSender sender, IOptions<DeliveryOptions> options, TimeProvider time)
{
    /// <summary>How long the device's first word may take after the document's last byte.</summary>
    public static readonly TimeSpan FirstWordMax = TimeSpan.FromSeconds(20);

    /// <summary>How long the device may be silent in the middle of a job, although it was told to report every 15 s.</summary>
    public static readonly TimeSpan SilenceMax = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan CloseMax = TimeSpan.FromSeconds(30);

    /// <summary>Sends the wrapped document, and waits for the end that the device reports, or, if it reports nothing, for the connection's.</summary>
    public async Task<DeliveryOutcome> SendAsync(DeviceConnection connection, Delivery delivery, PrintDocument document, CancellationToken cancellationToken)
    {
        var wrap = new PjlWrap(delivery.Release, delivery.Finishing);
        await using var back = new PjlBackChannel(connection, wrap.JobName);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, delivery.Canceled);
        long sent = 0;
        try
        {
            if (!await sender.TrySendAsync(connection, wrap.Start, either.Token))
            {
                return DeliveryOutcome.NotYet("The device broke the connection before the document.");
            }

            (sent, var fault) = await sender.SendAsync(connection, document, delivery.Progress, either.Token);
            if (fault.Length > 0 || !await sender.TrySendAsync(connection, wrap.End, either.Token))
            {
                return DeliveryOutcome.Broken(sent, fault.Length > 0 ? fault : "The device broke the connection before it had the whole document.") with { Counts = Counts(back) };
            }
        }
        catch (OperationCanceledException) when (delivery.Canceled.IsCancellationRequested)
        {
            // a job whose end never comes is no job to a device that reads the wrapper
            connection.Abort();
            return DeliveryOutcome.Broken(SentOf(delivery, sent), delivery.CancelReason()) with { Counts = Counts(back) };
        }

        delivery.Progress.Printing(pages: null);
        return await WaitForEndAsync(back, delivery, sent, cancellationToken) ?? await CloseAsync(connection, back, sent, cancellationToken);
    }

    private static long SentOf(Delivery delivery, long sent) => Math.Max(sent, delivery.Progress.BytesSent);

    private static DeviceCounts Counts(PjlBackChannel back) => new() { PjlJob = back.Look(tally => tally.Pages) };

    private async Task<DeliveryOutcome> CloseAsync(DeviceConnection connection, PjlBackChannel back, long sent, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var inOrder = await connection.EndAsync(cancellationToken);
        while (!back.IsClosed && CloseMax - time.GetElapsedTime(begun) is { Ticks: > 0 } left)
        {
            await back.WaitForNewsAsync(left, time, cancellationToken);
        }

        return inOrder && !back.IsBroken
            ? new DeliveryOutcome(ReleaseOutcome.Completed, sent, Counts(back), "")
            : new DeliveryOutcome(ReleaseOutcome.Partial, sent, Counts(back), "The device broke the connection after the last byte: look whether all pages came out.");
    }

    /// <summary>The end as the device reports it; null: it reports nothing.</summary>
    private async Task<DeliveryOutcome?> WaitForEndAsync(PjlBackChannel back, Delivery delivery, long sent, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            var (spoken, started, ended, canceled, obstacle, pages) = back.Look(tally => (tally.HasSpoken && !tally.IsDistrusted, tally.HasStarted, tally.HasEnded, tally.IsCanceled, tally.Obstacle, tally.Pages));
            var counts = new DeviceCounts { PjlJob = pages };
            if (ended)
            {
                return canceled
                    ? new DeliveryOutcome(pages > 0 ? ReleaseOutcome.Partial : ReleaseOutcome.NotPrinted, sent, counts, "The job was canceled at the device.")
                    : new DeliveryOutcome(ReleaseOutcome.Completed, sent, counts, "");
            }

            if (back.IsClosed)
            {
                return started || back.IsBroken
                    ? new DeliveryOutcome(ReleaseOutcome.Partial, sent, counts, "The device broke the connection before it had reported the job's end: look whether all pages came out.")
                    : null;
            }

            var stands = obstacle.Length > 0 ? $"The device has stopped: {obstacle}." : "";
            delivery.Progress.Printing(pages, stands);
            var left = options.Value.PrintMax - time.GetElapsedTime(begun);
            if (left <= TimeSpan.Zero)
            {
                return new DeliveryOutcome(ReleaseOutcome.Partial, sent, counts, stands.Length > 0 ? stands : "The device took the document and then did not say that it was printed: look whether it came out.");
            }

            var patience = stands.Length > 0 ? left : started ? SilenceMax : FirstWordMax; // one that stands still may say no more until somebody has mended it
            if (!await back.WaitForNewsAsync(left < patience ? left : patience, time, cancellationToken) && !back.IsClosed && left > patience)
            {
                return spoken && started
                    ? new DeliveryOutcome(ReleaseOutcome.Partial, sent, counts, "The device fell silent in the middle of the job: look whether all pages came out.")
                    : null;
            }
        }
    }
}
