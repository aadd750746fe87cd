using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Devices;

namespace Platen.SiteAgent.Delivery;

/// <summary>IPP and IPPS, the client's side (RFC 8011): Print-Job, then the job is watched until the device has ended it; its own page count is the evidence.</summary>
internal sealed class IppTransport(IppDeviceClient client, IOptions<DeliveryOptions> options, TimeProvider time) : IDeliveryTransport
{
    private const int FaultsMax = 10;
    private static readonly TimeSpan AskFirst = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AskMost = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(1);

    public bool Serves(DeliveryProtocol protocol) => protocol is DeliveryProtocol.Ipp or DeliveryProtocol.Ipps;

    /// <summary>A device that prints one job at a time says that it is busy until it is free, some to Validate-Job, others only to the document itself: it is asked again.</summary>
    public async Task<DeliveryOutcome> SendAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            if (await TryPrintAsync(delivery, cancellationToken) is { } outcome)
            {
                return outcome;
            }

            if (time.GetElapsedTime(begun) >= options.Value.BusyMax)
            {
                return DeliveryOutcome.NotPrinted($"The device was busy with other jobs for {options.Value.BusyMax.TotalSeconds:0} s: release the job again later, or at another device.");
            }

            delivery.Progress.Waiting("The device is busy with another job.");
            await Task.Delay(BusyPause, time, cancellationToken);
        }
    }

    private static bool IsBusy(IppMessage answer) => answer.Status is IppStatus.Busy or IppStatus.ServiceUnavailable or IppStatus.TemporaryError;

    private static bool IsOfDevice(Exception fault, CancellationToken stopping) =>
        fault is HttpRequestException or IOException or SocketException or FormatException || (fault is OperationCanceledException && !stopping.IsCancellationRequested);

    /// <summary>One attempt; null: the device is busy.</summary>
    private async Task<DeliveryOutcome?> TryPrintAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            // costs no document
            var answer = await client.AskAsync(delivery.Device, client.ValidateJob(delivery), cancellationToken);
            if (IsBusy(answer))
            {
                return null;
            }

            if (!answer.IsSuccess && answer.Status != IppStatus.OperationNotSupported)
            {
                return Refused(answer);
            }
        }
        catch (Exception fault) when (IsOfDevice(fault, cancellationToken))
        {
            return DeliveryOutcome.NotPrinted(IppDeviceClient.Explain(delivery.Device, fault));
        }

        return await PrintAsync(delivery, cancellationToken);
    }

    private async Task<DeliveryOutcome?> PrintAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        await using var document = await delivery.OpenDocumentAsync(cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), limit, options.Value.StallMax, Timeout.InfiniteTimeSpan);
        using var content = new IppDocumentContent(client.PrintJob(delivery), document, sent =>
        {
            // after the last byte the device may print before it answers
            timer.Change(sent < document.Length ? options.Value.StallMax : options.Value.PrintMax, Timeout.InfiniteTimeSpan);
            if (sent > 0)
            {
                delivery.Progress.Sent(sent);
            }
        });
        IppMessage answer;
        try
        {
            answer = await client.SendAsync(delivery.Device, content, limit.Token);
        }
        catch (Exception fault) when (IsOfDevice(fault, cancellationToken))
        {
            return DeliveryOutcome.Broken(content.DocumentBytesSent, IppDeviceClient.Explain(delivery.Device, fault));
        }

        if (!answer.IsSuccess)
        {
            delivery.Progress.TakenBack();
            return IsBusy(answer) ? null : Refused(answer);
        }

        delivery.Progress.Printing(pages: null);
        return answer.Find(IppTag.JobAttributes)?.GetInteger(IppNames.JobId) is { } number
            ? await WatchAsync(delivery, number, content.DocumentBytesSent, cancellationToken)
            : new DeliveryOutcome(ReleaseOutcome.Completed, content.DocumentBytesSent, null, "");
    }

    private static DeliveryOutcome Refused(IppMessage answer)
    {
        var text = answer.OperationAttributes.GetString(IppNames.StatusMessage);
        return DeliveryOutcome.NotPrinted($"The device refused the document ({answer.Status}{(text is null ? "" : ": " + text)}).");
    }

    private async Task<DeliveryOutcome> WatchAsync(Delivery delivery, int number, long sent, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var (pause, faults, pages) = (AskFirst, 0, (int?)null);
        while (time.GetElapsedTime(begun) < options.Value.PrintMax && faults < FaultsMax)
        {
            try
            {
                var answer = await client.AskAsync(delivery.Device, client.GetJob(delivery.Device, number), cancellationToken);
                if (answer.Status is IppStatus.NotFound or IppStatus.Gone)
                {
                    return new DeliveryOutcome(ReleaseOutcome.Completed, sent, null, ""); // it forgets what it has printed; what it said before may be a part
                }

                faults = answer.IsSuccess ? 0 : faults + 1;
                var job = answer.Find(IppTag.JobAttributes);
                pages = job?.GetInteger(IppNames.JobImpressionsCompleted) ?? pages;
                if (Ended((IppJobState)(job?.GetInteger(IppNames.JobState) ?? 0), job, sent, pages) is { } ended)
                {
                    return ended;
                }

                delivery.Progress.Printing(pages, job?.GetInteger(IppNames.JobState) == (int)IppJobState.ProcessingStopped ? "The device has stopped: see what it asks for." : "");
            }
            catch (Exception fault) when (IsOfDevice(fault, cancellationToken))
            {
                faults++;
                delivery.Progress.Waiting(IppDeviceClient.Explain(delivery.Device, fault));
            }

            await Task.Delay(pause, time, cancellationToken);
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, AskMost.Ticks));
        }

        return new DeliveryOutcome(ReleaseOutcome.Partial, sent, pages, "The device took the document and then did not say that it was printed: look whether it came out.");
    }

    private static DeliveryOutcome? Ended(IppJobState state, IppAttributeGroup? job, long sent, int? pages)
    {
        var reason = string.Join(", ", job?.Find(IppNames.JobStateReasons)?.AsStrings() ?? []);
        return state switch
        {
            IppJobState.Completed => new DeliveryOutcome(ReleaseOutcome.Completed, sent, pages > 0 ? pages : null, ""),
            IppJobState.Aborted or IppJobState.Canceled => new DeliveryOutcome(
                pages > 0 ? ReleaseOutcome.Partial : ReleaseOutcome.NotPrinted, sent, pages > 0 ? pages : null, $"The device ended the job ({state}: {reason})."),
            _ => null,
        };
    }
}
