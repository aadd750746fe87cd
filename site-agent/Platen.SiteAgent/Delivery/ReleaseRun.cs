using Microsoft.Extensions.Options;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.SiteAgent.Delivery.Finishing;
using Platen.SiteAgent.Devices;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Rendering.Conversion;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Roaming;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Uplink.Copies;
using Platen.SiteAgent.Uplink.Transfer;

namespace Platen.SiteAgent.Delivery;

/// <summary>One release from the check of the device to the fact that says how it ended. Whatever happens, it ends with exactly one such fact.</summary>
internal sealed partial class ReleaseRun(
    IHeldJobs jobs, IReplica replica, DeviceProbe probe, ReleaseBoard board, ReleaseDocuments documents, Conversions conversions, IEnumerable<IDeliveryTransport> transports, HandOvers handOvers, IReleaseWord word, IOptions<DeliveryOptions> options, TimeProvider time,
    ILogger<ReleaseRun> logger)
{
    private static readonly Backoff Retries = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

    private readonly IDeliveryTransport[] _transports = [.. transports];

    /// <summary>Delivers a release that its caller has taken, and ends it.</summary>
    public async Task RunAsync(ReleaseItem item, CancellationToken stopping)
    {
        var finishing = FinishingOptions.AsIs;
        DeliveryOutcome outcome;
        try
        {
            stopping.ThrowIfCancellationRequested();
            finishing = FinishingOf(item);
            outcome = await DeliverAsync(item, finishing, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            outcome = DeliveryOutcome.Broken(SentOf(item), "The agent was stopped.");
        }
        catch (OperationCanceledException) when (item.Canceled.IsCancellationRequested)
        {
            outcome = DeliveryOutcome.Broken(SentOf(item), item.CancelReason);
        }
        catch (SpoolDamagedException fault)
        {
            LogDamaged(fault, item.Job.Id.ToString());
            outcome = DeliveryOutcome.Broken(SentOf(item), "The document is damaged on the agent's disk: print it again from your computer.");
        }
        catch (ConversionFailedException fault)
        {
            LogNotConverted(fault, item.Job.Id.ToString());
            outcome = DeliveryOutcome.Broken(SentOf(item), fault.Message);
        }
        catch (Exception fault)
        {
            LogFailed(fault, item.Job.Id.ToString(), item.Device.ToString());
            outcome = DeliveryOutcome.Broken(SentOf(item), "The agent failed while delivering; its log says why.");
        }

        await FinishAsync(item, outcome.Conversion?.Finishing ?? finishing, outcome);
    }

    /// <summary>Ends a release that its caller has taken while it waited: nothing came out.</summary>
    public Task CancelAsync(ReleaseItem item) => FinishAsync(item, FinishingOptions.AsIs, DeliveryOutcome.NotPrinted(item.CancelReason));

    /// <summary>
    /// Ends the releases that a crash interrupted. What came out, nobody here knows: they end as partial without a count, so nothing is charged by guess, and the job is held again.
    /// Those that print at another site were not interrupted by it: they stay (I3).
    /// </summary>
    public async Task SettleInterruptedAsync(CancellationToken cancellationToken)
    {
        foreach (var job in jobs.ListInterruptedReleases().Where(job => !handOvers.Has(job.Release!.Id)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var open = job.Release!;
            var outcome = new DeliveryOutcome(ReleaseOutcome.Partial, 0, default, "The agent was restarted while this job was printing: look at the device whether it came out before you print it again.");
            await FinishAsync(new ReleaseItem(job, open.Id, open.Device, open.User, FinishingOptions.AsIs), FinishingOptions.AsIs, outcome);
            LogSettled(job.Id.ToString(), open.Id.ToString());
        }
    }

    /// <summary>Tries until the device has begun, or has said something that does not go away by itself, or its time for that is over.</summary>
    private async Task<DeliveryOutcome> DeliverAsync(ReleaseItem item, FinishingOptions finishing, CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, item.Canceled);
        var begun = time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            either.Token.ThrowIfCancellationRequested();
            if (replica.FindDevice(item.Device) is not { Enabled: true } device)
            {
                return DeliveryOutcome.NotPrinted("The device was removed or switched off in the console.");
            }

            var outcome = await TryDeliverAsync(item, device, finishing, stopping, either.Token);
            var pause = Retries.After(attempt);
            if (!outcome.IsTransient || time.GetElapsedTime(begun) + pause > RetryOf(device))
            {
                return outcome;
            }

            board.Update(item.Release, progress => progress with { Stage = ReleaseStage.CheckingDevice, Reason = outcome.Reason });
            await Task.Delay(pause, time, either.Token);
        }
    }

    private TimeSpan RetryOf(ReplicaDevice device) => device.HasRetrySeconds ? TimeSpan.FromSeconds(Math.Clamp(device.RetrySeconds, 0, DeviceRules.RetrySecondsMax)) : options.Value.RetryMax;

    private FinishingOptions FinishingOf(ReleaseItem item) => replica.FindDevice(item.Device) is { } device
        ? FinishingSupport.Of(device, item.Job).Possible(item.Chosen.Over(AskedFinishing.Of(item.Job.Ticket)))
        : FinishingOptions.AsIs;

    private long SentOf(ReleaseItem item) => board.Find(item.Release)?.BytesSent ?? 0;

    private async Task<DeliveryOutcome> TryDeliverAsync(ReleaseItem item, ReplicaDevice device, FinishingOptions finishing, CancellationToken stopping, CancellationToken either)
    {
        board.Update(item.Release, progress => progress with { Stage = ReleaseStage.CheckingDevice });
        var status = await probe.ReadAsync(device, either);
        if (status is { Obstacle: { Length: > 0 } obstacle })
        {
            return DeliveryOutcome.NotPrinted(obstacle) with { IsTransient = status.MayPass };
        }

        var transport = Array.Find(_transports, candidate => candidate.Serves(device.Protocol));
        if (transport is null)
        {
            return DeliveryOutcome.NotPrinted($"This agent cannot speak {device.Protocol}: choose another protocol for the device in the console, or update the agent.");
        }

        var formats = DeviceFormats.Of(device, status);
        var (plan, noWay) = ConversionPlanner.Decide(item.Job, device, formats, item.Chosen.Over(AskedFinishing.Of(item.Job.Ticket)));
        if (noWay.Length > 0)
        {
            return DeliveryOutcome.NotPrinted(noWay);
        }

        // asked as late as can be, and before the first byte; whatever the answer, the end of this release is journaled, and gives the right back
        if (item.Job.CopiedTo is not null && await word.AskAsync(item.Job.Id, item.Release, item.Device, item.User, item.Job.WasPrinted, either) is { IsGranted: false } refused)
        {
            return DeliveryOutcome.NotPrinted(refused.Refusal);
        }

        board.Update(item.Release, progress => progress with { Stage = ReleaseStage.Sending, Reason = "" });
        var userName = replica.FindUser(item.User)?.LoginName ?? item.Job.ClaimedUser;
        var delivery = new Delivery(item.Job, item.Release, device, userName, async token => await documents.OpenAsync(item.Job.Id, item.Release, token), new DeliveryProgress(change => board.Update(item.Release, change), time))
        {
            Finishing = finishing,
            Format = formats.IsKnown && !formats.MediaTypes.Contains(PrintFormats.Any) && formats.Takes(item.Job.Facts.Format) ? item.Job.Facts.Format : "",
            MustFinish = !item.Chosen.IsAsIs,
            Canceled = item.Canceled,
            CancelReason = () => item.CancelReason,
        };
        return plan is null ? await transport.SendAsync(delivery, stopping) : await SendConvertedAsync(transport, delivery, plan, stopping);
    }

    private async Task<DeliveryOutcome> SendConvertedAsync(IDeliveryTransport transport, Delivery delivery, ConversionPlan plan, CancellationToken stopping)
    {
        // the bytes that go out are others than those that are held, and nobody knows how many
        board.Update(delivery.Release, progress => progress with { BytesTotal = 0 });
        var renderer = await conversions.RendererOfAsync(plan, stopping);
        int? pages = null;
        var converted = delivery with
        {
            Conversion = plan,
            Finishing = plan.Asked,
            Format = PrintFormats.MediaTypeOf(plan.To),
            OpenDocumentAsync = async token => await conversions.OpenAsync(
                plan, await documents.OpenAsync(delivery.Job.Id, delivery.Release, token), isStaged: delivery.Device.Protocol == DeliveryProtocol.Lpr, count => pages = count, token),
        };
        var outcome = await transport.SendAsync(converted, stopping);
        LogConverted(delivery.Job.Id.ToString(), plan.From, plan.To, delivery.Device.DeviceId, pages, renderer);
        return outcome with { Conversion = new ConversionResult(plan, renderer, pages) };
    }

    private async Task FinishAsync(ReleaseItem item, FinishingOptions finishing, DeliveryOutcome outcome)
    {
        var (job, release) = (item.Job, item.Release);
        var fact = ReleaseFacts.Finished(jobs.Find(job.Id) ?? job, release, item.Device, item.User, outcome, finishing);
        try
        {
            await documents.FinishAsync(fact);
        }
        catch (Exception fault) when (fault is SpoolFaultedException or IOException)
        {
            // the release stays open on the disk and is settled as partial at the next start; the device's other releases go on to their own ends
            LogUnfinished(fault, job.Id.ToString(), release.ToString());
            outcome = outcome with { Outcome = ReleaseOutcome.Partial, Reason = "The agent's disk failed, so the end of this release could not be written down: tell the administrator." };
        }

        var stage = outcome.Outcome switch
        {
            ReleaseOutcome.Completed => ReleaseStage.Completed,
            ReleaseOutcome.NotPrinted => ReleaseStage.NotPrinted,
            _ => ReleaseStage.Partial,
        };
        board.Update(release, progress => progress with { Stage = stage, BytesSent = outcome.BytesSent, PagesPrinted = outcome.Counts.Shown ?? progress.PagesPrinted, Reason = outcome.Reason });
        item.Dispose();
    }

    [LoggerMessage(2320, LogLevel.Error, "The document of job {Job} is damaged")]
    private partial void LogDamaged(Exception fault, string job);

    [LoggerMessage(2324, LogLevel.Warning, "Job {Job} could not be converted")]
    private partial void LogNotConverted(Exception fault, string job);

    [LoggerMessage(2325, LogLevel.Information, "Job {Job} was converted from {From} to {To} for {Device}: {Pages} pages, by {Renderer}")]
    private partial void LogConverted(string job, PrintFormat from, PrintFormat to, string device, int? pages, string renderer);

    [LoggerMessage(2321, LogLevel.Error, "The delivery of job {Job} to {Device} failed")]
    private partial void LogFailed(Exception fault, string job, string device);

    [LoggerMessage(2323, LogLevel.Error, "The end of release {Release} of job {Job} cannot be written down: the disk failed")]
    private partial void LogUnfinished(Exception fault, string job, string release);

    [LoggerMessage(2322, LogLevel.Warning, "Release {Release} of job {Job} was interrupted by the last stop; it is ended as partial, and nothing is charged for it by guess")]
    private partial void LogSettled(string job, string release);
}
