using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Devices;

namespace Platen.SiteAgent.Delivery;

/// <summary>IPP and IPPS, the client's side (RFC 8011): Print-Job, then the job is watched until the device has ended it; its own page count is the evidence.</summary>
internal sealed class IppTransport(IppDeviceClient client, PageCounterWatch counters, IOptions<DeliveryOptions> options, TimeProvider time) : IDeliveryTransport
{
    private const int FaultsMax = 10;
    private static readonly TimeSpan AskFirst = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AskMost = TimeSpan.FromSeconds(2);
    private static readonly Backoff BusyPauses = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));

    public bool Serves(DeliveryProtocol protocol) => protocol is DeliveryProtocol.Ipp or DeliveryProtocol.Ipps;

    /// <summary>A device that prints one job at a time says that it is busy until it is free, some to Validate-Job, others only to the document itself: it is asked again.</summary>
    public async Task<DeliveryOutcome> SendAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, delivery.Canceled);
        var before = await counters.ReadAsync(delivery.Device, either.Token);
        var begun = time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            if (await TryPrintAsync(delivery, before, cancellationToken) is { } outcome)
            {
                return outcome.Outcome == ReleaseOutcome.NotPrinted
                    ? outcome
                    : outcome with { Counts = outcome.Counts with { Counter = await counters.SinceAsync(delivery.Device, before, cancellationToken) } };
            }

            if (time.GetElapsedTime(begun) >= options.Value.BusyMax)
            {
                return DeliveryOutcome.NotPrinted($"The device was busy with other jobs for {options.Value.BusyMax.TotalSeconds:0} s: release the job again later, or at another device.");
            }

            delivery.Progress.Waiting("The device is busy with another job.");
            await Task.Delay(BusyPauses.After(attempt), time, either.Token);
        }
    }

    private static bool IsBusy(IppMessage answer) => answer.Status is IppStatus.Busy or IppStatus.ServiceUnavailable or IppStatus.TemporaryError;

    private static bool IsOfDevice(Exception fault, CancellationToken stopping) =>
        fault is HttpRequestException or IOException or SocketException or FormatException || (fault is OperationCanceledException && !stopping.IsCancellationRequested);

    /// <summary>One attempt; null: the device is busy.</summary>
    private async Task<DeliveryOutcome?> TryPrintAsync(Delivery delivery, long? before, CancellationToken cancellationToken)
    {
        try
        {
            // costs no document
            var answer = await client.AskAsync(delivery.Device, client.ValidateJob(delivery), cancellationToken);
            if (answer.Status == IppStatus.AttributesOrValuesNotSupported && !delivery.Finishing.Others.IsDefaultOrEmpty)
            {
                // what was chosen at the panel must be done; what the sender asked for beside it is done where it can be
                delivery = delivery with { Finishing = delivery.Finishing with { Others = [] } };
                answer = await client.AskAsync(delivery.Device, client.ValidateJob(delivery), cancellationToken);
            }

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
            return DeliveryOutcome.NotPrinted(IppDeviceClient.Explain(delivery.Device, fault)) with { IsTransient = IppDeviceClient.IsSilence(fault) };
        }

        delivery.Canceled.ThrowIfCancellationRequested();
        return await PrintAsync(delivery, before, cancellationToken);
    }

    private async Task<DeliveryOutcome?> PrintAsync(Delivery delivery, long? before, CancellationToken cancellationToken)
    {
        await using var document = await delivery.OpenDocumentAsync(cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, delivery.Canceled);
        await using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), limit, options.Value.StallMax, Timeout.InfiniteTimeSpan);
        using var content = new IppDocumentContent(client.PrintJob(delivery), document, (sent, isAll) =>
        {
            // after the last byte the device may print before it answers
            timer.Change(isAll ? options.Value.PrintMax : options.Value.StallMax, Timeout.InfiniteTimeSpan);
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
            // a request that ends before its length is no job; a device that prints as it reads may have begun
            var broken = DeliveryOutcome.Broken(content.DocumentBytesSent, delivery.Canceled.IsCancellationRequested ? delivery.CancelReason() : IppDeviceClient.Explain(delivery.Device, fault));
            return broken.BytesSent == 0 ? broken : broken with { Counts = DeviceCounts.ByCounter((await counters.GrowthAsync(delivery, before, isWhole: false, cancellationToken)).Pages) };
        }

        if (!answer.IsSuccess)
        {
            delivery.Progress.TakenBack();
            return IsBusy(answer) ? null : Refused(answer);
        }

        delivery.Progress.Printing(pages: null);
        return answer.Find(IppTag.JobAttributes)?.GetInteger(IppNames.JobId) is { } number
            ? await WatchAsync(delivery, number, content.DocumentBytesSent, cancellationToken)
            : new DeliveryOutcome(ReleaseOutcome.Completed, content.DocumentBytesSent, default, "");
    }

    private static DeliveryOutcome Refused(IppMessage answer)
    {
        var text = answer.OperationAttributes.GetString(IppNames.StatusMessage);
        return DeliveryOutcome.NotPrinted($"The device refused the document ({answer.Status}{(text is null ? "" : ": " + text)}).");
    }

    /// <summary>Watches the job until the device has ended it. When its user does not want it any more, the device is asked to cancel it, once; what it printed until then, it still says.</summary>
    private async Task<DeliveryOutcome> WatchAsync(Delivery delivery, int number, long sent, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, delivery.Canceled);
        var (pause, faults, counts, isCanceled) = (AskFirst, 0, default(DeviceCounts), false);
        while (time.GetElapsedTime(begun) < options.Value.PrintMax && faults < FaultsMax)
        {
            try
            {
                if (delivery.Canceled.IsCancellationRequested && !isCanceled)
                {
                    isCanceled = (await client.AskAsync(delivery.Device, client.CancelJob(delivery.Device, number, delivery.UserName), cancellationToken)).Status is not (IppStatus.Busy or IppStatus.TemporaryError);
                }

                var answer = await client.AskAsync(delivery.Device, client.GetJob(delivery.Device, number), cancellationToken);
                if (answer.Status is IppStatus.NotFound or IppStatus.Gone)
                {
                    // it forgets what it has ended; what it said before may be a part
                    return isCanceled
                        ? new DeliveryOutcome(ReleaseOutcome.Partial, sent, counts, delivery.CancelReason())
                        : new DeliveryOutcome(ReleaseOutcome.Completed, sent, default, "");
                }

                faults = answer.IsSuccess ? 0 : faults + 1;
                var job = answer.Find(IppTag.JobAttributes);
                counts = Counts(job, counts);
                if (Ended((IppJobState)(job?.GetInteger(IppNames.JobState) ?? 0), job, sent, counts) is { } ended)
                {
                    return isCanceled && ended.Outcome != ReleaseOutcome.Completed ? ended with { Reason = delivery.CancelReason() } : ended;
                }

                delivery.Progress.Printing(counts.IppJob, job?.GetInteger(IppNames.JobState) == (int)IppJobState.ProcessingStopped ? "The device has stopped: see what it asks for." : "");
            }
            catch (Exception fault) when (IsOfDevice(fault, cancellationToken))
            {
                faults++;
                delivery.Progress.Waiting(IppDeviceClient.Explain(delivery.Device, fault));
            }

            await Task.Delay(pause, time, isCanceled ? cancellationToken : either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, AskMost.Ticks));
        }

        return new DeliveryOutcome(ReleaseOutcome.Partial, sent, counts, "The device took the document and then did not say that it was printed: look whether it came out.");
    }

    private static DeviceCounts Counts(IppAttributeGroup? job, DeviceCounts before) => before with
    {
        IppJob = job?.GetInteger(IppNames.JobImpressionsCompleted) ?? before.IppJob,
        Sheets = job?.GetInteger(IppNames.JobMediaSheetsCompleted) ?? before.Sheets,
    };

    // a device that does not count says nothing, or 0 for a whole job, which nobody believes (PageReconciliation)
    private static DeliveryOutcome? Ended(IppJobState state, IppAttributeGroup? job, long sent, DeviceCounts counts)
    {
        var reason = string.Join(", ", job?.Find(IppNames.JobStateReasons)?.AsStrings() ?? []);
        return state switch
        {
            IppJobState.Completed => new DeliveryOutcome(ReleaseOutcome.Completed, sent, counts, ""),
            IppJobState.Aborted or IppJobState.Canceled => new DeliveryOutcome(
                counts.IppJob > 0 || counts.Sheets > 0 || (state == IppJobState.Canceled && counts.IppJob is null) ? ReleaseOutcome.Partial : ReleaseOutcome.NotPrinted,
                sent, counts, $"The device ended the job ({state}: {reason})."),
            _ => null,
        };
    }
}
