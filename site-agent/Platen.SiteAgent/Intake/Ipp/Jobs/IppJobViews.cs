using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Replica;

namespace Platen.SiteAgent.Intake.Ipp.Jobs;

/// <summary>How IPP sees a job at one moment. The spool holds every job; to an IPP client one that a direct queue will print by itself is pending, and only one that waits for a person is held.</summary>
internal sealed class IppJobViews(IReplica replica, PrinterClock clock, IServiceProvider services)
{
    public IppJobView Of(HeldJob job, int number)
    {
        var (state, reason, message) = StateOf(job);
        return new IppJobView
        {
            Number = number,
            Uuid = job.Id.Value,
            Queue = job.Queue.Value,
            Title = job.Title,
            User = job.ClaimedUser,
            Source = job.SourceAddress,
            Owner = job.Owner,
            State = state,
            StateReason = reason,
            StateMessage = message,
            CreatedAt = job.ReceivedAt,
            ProcessedAt = job.Release?.StartedAt ?? (job.Releases.IsEmpty ? null : job.Releases[^1].At),
            EndedAt = state == IppJobState.Completed && !job.Releases.IsEmpty ? job.Releases[^1].At : null,
            SizeBytes = job.SizeBytes,
            Format = job.Facts.Format,
            Pages = job.Facts.Pages is { HasPages: true } pages ? pages.Pages : null,
            Copies = Math.Max(1, job.Facts.Copies),
            Printed = job.Release is { } release ? services.GetService<ReleaseBoard>()?.Find(release.Id)?.PagesPrinted : null,
            Account = job.ClaimedAccount,
            AccountingUser = job.ClaimedAccountingUser,
            Ticket = job.Ticket,
            Held = job.Id,
        };
    }

    public static IppJobView Of(CreatedJob job) => new()
    {
        Number = job.Number,
        Uuid = job.Reception.Id.Value,
        Queue = job.Queue,
        Title = job.Claims.Title,
        User = job.Claims.Authenticated?.LoginName ?? job.Claims.User,
        Source = job.Source,
        Owner = job.Caller.UserId,
        State = IppJobState.PendingHeld,
        StateReason = job.HasDocument ? IppJobStateReason.JobIncoming : IppJobStateReason.JobDataInsufficient,
        CreatedAt = job.CreatedAt,
        Copies = job.Claims.Copies ?? 1,
        Account = job.Claims.Account,
        AccountingUser = job.Claims.AccountingUser,
        Ticket = job.Claims.Ticket ?? HeldJob.NoTicket,
    };

    /// <summary>A job that has left the spool, from how it was seen last.</summary>
    public IppJobView Ended(IppJobView last, IppJobState state, string reason) => last with
    {
        State = state,
        StateReason = reason,
        StateMessage = "",
        ProcessedAt = last.ProcessedAt ?? (state == IppJobState.Completed ? clock.Now : null),
        EndedAt = clock.Now,
    };

    private (IppJobState State, string Reason, string Message) StateOf(HeldJob job) => job.State switch
    {
        JobState.Processing => (IppJobState.Processing, IppJobStateReason.JobPrinting, ""),
        JobState.Completed => (IppJobState.Completed, IppJobStateReason.JobCompletedSuccessfully, ""),
        _ => StateOfWaiting(job),
    };

    private (IppJobState State, string Reason, string Message) StateOfWaiting(HeldJob job)
    {
        if (job.Ticket.PasswordHash.Length > 0)
        {
            return (IppJobState.PendingHeld, IppJobStateReason.JobPasswordWait, "The job waits for its owner, with its PIN, at the printer.");
        }

        if (job.Ticket.Held)
        {
            return (IppJobState.PendingHeld, IppJobStateReason.JobHoldUntilSpecified, "");
        }

        if (replica.FindQueue(job.Queue) is not { Kind: ReplicaQueue.Types.Kind.Direct })
        {
            return (IppJobState.PendingHeld, IppJobStateReason.JobReleaseWait, "The job waits for its owner at the printer.");
        }

        return job.Releases.IsEmpty
            ? (IppJobState.Pending, IppJobStateReason.JobQueued, "")
            : job.Releases.All(release => release.Outcome == ReleaseOutcome.NotPrinted)
                ? (IppJobState.Pending, IppJobStateReason.PrinterStopped, "The printer could not print the job; it is tried again.")
                : (IppJobState.PendingHeld, IppJobStateReason.JobReleaseWait, "A part of the job may have been printed: somebody must look, and release it again at the printer.");
    }
}
