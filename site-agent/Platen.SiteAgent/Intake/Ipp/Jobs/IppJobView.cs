using Platen.Contracts.AgentJournal.V1;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Jobs;

namespace Platen.SiteAgent.Intake.Ipp.Jobs;

/// <summary>A job as IPP shows it, whether it is held, still waits for its document, or has ended.</summary>
internal sealed record IppJobView
{
    public required int Number { get; init; }

    /// <summary>The job's id in the spool, which it has from its creation on.</summary>
    public required Guid Uuid { get; init; }

    public required string Queue { get; init; }

    public required string Title { get; init; }

    public required string User { get; init; }

    public required string Source { get; init; }

    /// <summary>Its owner; null: unclaimed.</summary>
    public UserId? Owner { get; init; }

    public required IppJobState State { get; init; }

    public required string StateReason { get; init; }

    /// <summary>Why it is as it is, for people; may be empty.</summary>
    public string StateMessage { get; init; } = "";

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ProcessedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public long SizeBytes { get; init; }

    public string Format { get; init; } = "";

    public int? Pages { get; init; }

    public int Copies { get; init; } = 1;

    /// <summary>Pages that the device says it has printed so far; null: it does not say, or nothing is being printed.</summary>
    public int? Printed { get; init; }

    /// <summary><c>job-impressions-completed</c>.</summary>
    public int ImpressionsCompleted => State == IppJobState.Completed ? Pages * Copies ?? 0 : Printed ?? 0;

    public string Account { get; init; } = "";

    public string AccountingUser { get; init; } = "";

    public JobTicket Ticket { get; init; } = HeldJob.NoTicket;

    /// <summary>The job in the spool; null while it waits for its document.</summary>
    public JobId? Held { get; init; }

    /// <summary>Nothing more will happen to it by itself.</summary>
    public bool HasEnded => State is IppJobState.Canceled or IppJobState.Aborted or IppJobState.Completed;
}
