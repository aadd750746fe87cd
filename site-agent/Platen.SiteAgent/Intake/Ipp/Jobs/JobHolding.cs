using Google.Protobuf;
using Platen.Domain.Jobs;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Jobs;

namespace Platen.SiteAgent.Intake.Ipp.Jobs;

/// <summary>Holds and frees jobs for their senders, and changes what they ask for.</summary>
internal sealed class JobHolding(IHeldJobs jobs)
{
    /// <summary>Holds or frees a job; null, or why that cannot be done.</summary>
    public ValueTask<string?> SetAsync(IppJobView job, bool isHeld, CancellationToken cancellationToken) => ChangeAsync(job, isHeld, template: null, cancellationToken);

    /// <summary>Holds or frees a job (null: neither), and gives it another template (null: leaves it).</summary>
    public async ValueTask<string?> ChangeAsync(IppJobView job, bool? isHeld, ByteString? template, CancellationToken cancellationToken)
    {
        if (job.HasEnded || job.State == IppJobState.Processing)
        {
            return job.HasEnded ? "The job has ended." : "The job is printing.";
        }

        if (job.Held is not { } id)
        {
            return "The job still waits for its document.";
        }

        var isTooLate = false;
        var changed = await jobs.ChangeTicketAsync(
            id,
            held =>
            {
                // decided under the lock: a release may have begun since the client looked
                isTooLate = held.Release is not null || held.State != JobState.PendingHeld;
                if (isTooLate)
                {
                    return null;
                }

                var ticket = held.Ticket.Clone();
                ticket.Held = isHeld ?? ticket.Held;
                ticket.Template = template ?? ticket.Template;
                return ticket;
            },
            cancellationToken);
        return changed is null ? "The job has ended." : isTooLate ? "The job is printing, or was printed." : null;
    }
}
