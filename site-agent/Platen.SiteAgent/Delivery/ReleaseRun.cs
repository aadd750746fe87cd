using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Devices;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Roaming;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Uplink.Transfer;

namespace Platen.SiteAgent.Delivery;

/// <summary>One release from the check of the device to the fact that says how it ended. Whatever happens, it ends with exactly one such fact.</summary>
internal sealed partial class ReleaseRun(
    IHeldJobs jobs, IReplica replica, DeviceProbe probe, ReleaseBoard board, ReleaseDocuments documents, IEnumerable<IDeliveryTransport> transports, HandOvers handOvers, TimeProvider time, ILogger<ReleaseRun> logger)
{
    private readonly IDeliveryTransport[] _transports = [.. transports];

    public async Task RunAsync(HeldJob job, ReleaseId release, DeviceId device, UserId user, CancellationToken stopping)
    {
        DeliveryOutcome outcome;
        try
        {
            outcome = await DeliverAsync(job, release, device, user, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            outcome = DeliveryOutcome.Broken(board.Find(release)?.BytesSent ?? 0, "The agent was stopped.");
        }
        catch (SpoolDamagedException fault)
        {
            LogDamaged(fault, job.Id.ToString());
            outcome = DeliveryOutcome.Broken(board.Find(release)?.BytesSent ?? 0, "The document is damaged on the agent's disk: print it again from your computer.");
        }
        catch (Exception fault)
        {
            LogFailed(fault, job.Id.ToString(), device.ToString());
            outcome = DeliveryOutcome.Broken(board.Find(release)?.BytesSent ?? 0, "The agent failed while delivering; its log says why.");
        }

        await FinishAsync(job, release, device, user, outcome);
    }

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
            var outcome = new DeliveryOutcome(ReleaseOutcome.Partial, 0, null, "The agent was restarted while this job was printing: look at the device whether it came out before you print it again.");
            await FinishAsync(job, open.Id, open.Device, open.User, outcome);
            LogSettled(job.Id.ToString(), open.Id.ToString());
        }
    }

    private async Task<DeliveryOutcome> DeliverAsync(HeldJob job, ReleaseId release, DeviceId id, UserId user, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (replica.FindDevice(id) is not { Enabled: true } device)
        {
            return DeliveryOutcome.NotPrinted("The device was removed or switched off in the console.");
        }

        board.Update(release, progress => progress with { Stage = ReleaseStage.CheckingDevice });
        if (await probe.ReadAsync(device, cancellationToken) is { Obstacle: { Length: > 0 } obstacle })
        {
            return DeliveryOutcome.NotPrinted(obstacle);
        }

        var transport = Array.Find(_transports, candidate => candidate.Serves(device.Protocol));
        if (transport is null)
        {
            return DeliveryOutcome.NotPrinted($"This agent cannot speak {device.Protocol}: choose another protocol for the device in the console, or update the agent.");
        }

        board.Update(release, progress => progress with { Stage = ReleaseStage.Sending });
        var progress = new DeliveryProgress(change => board.Update(release, change), time);
        var userName = replica.FindUser(user)?.LoginName ?? job.ClaimedUser;
        return await transport.SendAsync(new Delivery(job, release, device, userName, token => documents.OpenAsync(job.Id, release, token), progress), cancellationToken);
    }

    private async Task FinishAsync(HeldJob job, ReleaseId release, DeviceId device, UserId user, DeliveryOutcome outcome)
    {
        var fact = ReleaseFacts.Finished(jobs.Find(job.Id) ?? job, release, device, user, outcome);
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
        board.Update(release, progress => progress with { Stage = stage, BytesSent = outcome.BytesSent, PagesPrinted = outcome.DevicePages ?? progress.PagesPrinted, Reason = outcome.Reason });
    }

    [LoggerMessage(2320, LogLevel.Error, "The document of job {Job} is damaged")]
    private partial void LogDamaged(Exception fault, string job);

    [LoggerMessage(2321, LogLevel.Error, "The delivery of job {Job} to {Device} failed")]
    private partial void LogFailed(Exception fault, string job, string device);

    [LoggerMessage(2323, LogLevel.Error, "The end of release {Release} of job {Job} cannot be written down: the disk failed")]
    private partial void LogUnfinished(Exception fault, string job, string release);

    [LoggerMessage(2322, LogLevel.Warning, "Release {Release} of job {Job} was interrupted by the last stop; it is ended as partial, and nothing is charged for it by guess")]
    private partial void LogSettled(string job, string release);
}
