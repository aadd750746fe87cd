using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Devices;

namespace Platen.SiteAgent.Delivery;

/// <summary>IPP and IPPS, the client's side (RFC 8011): Print-Job, then the job is watched until the device has ended it; its own page count is the evidence.</summary>
internal sealed class IppTransport(IppDeviceClient client, IOptions<DeliveryOptions> options, TimeProvider time) : IDeliveryTransport
{
    private static readonly TimeSpan AskFirst = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AskMost = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(1);

    public bool Serves(DeliveryProtocol protocol) => protocol is DeliveryProtocol.Ipp or DeliveryProtocol.Ipps;

    public async Task<DeliveryOutcome> SendAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        if (await WaitWhileBusyAsync(delivery, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        using var content = new IppDocumentContent(client.PrintJob(delivery), delivery, options.Value.StallMax, time);
        IppMessage answer;
        try
        {
            answer = await client.SendAsync(delivery.Device, content, cancellationToken);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or SocketException or FormatException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return DeliveryOutcome.Broken(content.DocumentBytesSent, IppDeviceClient.Explain(delivery.Device, fault));
        }

        if (!answer.IsSuccess)
        {
            var text = answer.OperationAttributes.GetString(IppNames.StatusMessage);
            return DeliveryOutcome.NotPrinted($"The device refused the document ({answer.Status}{(text is null ? "" : ": " + text)}).");
        }

        delivery.Progress.Printing(pages: null);
        return answer.Find(IppTag.JobAttributes)?.GetInteger(IppNames.JobId) is { } number
            ? await WatchAsync(delivery, number, content.DocumentBytesSent, cancellationToken)
            : new DeliveryOutcome(ReleaseOutcome.Completed, content.DocumentBytesSent, null, "");
    }

    // a device that prints one job at a time answers server-error-busy until it is free; asking by Validate-Job costs no document
    private async Task<DeliveryOutcome?> WaitWhileBusyAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            try
            {
                var answer = await client.AskAsync(delivery.Device, client.ValidateJob(delivery), cancellationToken);
                if (answer.IsSuccess || answer.Status == IppStatus.OperationNotSupported)
                {
                    return null;
                }

                var isBusy = answer.Status is IppStatus.Busy or IppStatus.ServiceUnavailable or IppStatus.TemporaryError;
                if (!isBusy || time.GetElapsedTime(begun) > options.Value.BusyMax)
                {
                    return DeliveryOutcome.NotPrinted($"The device takes no job now ({answer.Status}).");
                }
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or FormatException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                return DeliveryOutcome.NotPrinted(IppDeviceClient.Explain(delivery.Device, fault));
            }

            delivery.Progress.Waiting("The device is busy with another job.");
            await Task.Delay(BusyPause, time, cancellationToken);
        }
    }

    private async Task<DeliveryOutcome> WatchAsync(Delivery delivery, int number, long sent, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var (pause, faults, pages) = (AskFirst, 0, (int?)null);
        while (time.GetElapsedTime(begun) < options.Value.PrintMax && faults < 10)
        {
            try
            {
                var answer = await client.AskAsync(delivery.Device, client.GetJob(delivery.Device, number), cancellationToken);
                if (answer.Status is IppStatus.NotFound or IppStatus.Gone)
                {
                    return new DeliveryOutcome(ReleaseOutcome.Completed, sent, pages, ""); // it forgets what it has printed
                }

                faults = answer.IsSuccess ? 0 : faults + 1;
                var job = answer.Find(IppTag.JobAttributes);
                pages = job?.GetInteger(IppNames.JobImpressionsCompleted) ?? job?.GetInteger(IppNames.JobMediaSheetsCompleted) ?? pages;
                if (Ended((IppJobState)(job?.GetInteger(IppNames.JobState) ?? 0), job, sent, pages) is { } ended)
                {
                    return ended;
                }

                delivery.Progress.Printing(pages, job?.GetInteger(IppNames.JobState) == (int)IppJobState.ProcessingStopped ? "The device has stopped: see what it asks for." : "");
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or FormatException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
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
