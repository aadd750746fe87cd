using Platen.Domain.Jobs;

namespace Platen.SiteAgent.Intake.Ipp;

/// <summary>A job as IPP shows it, whether it is held or still waits for its document.</summary>
internal sealed record IppJobView
{
    public required int Number { get; init; }

    public required string Queue { get; init; }

    public required string Title { get; init; }

    public required string User { get; init; }

    public required string Source { get; init; }

    public required JobState State { get; init; }

    public required string StateReason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public long SizeBytes { get; init; }

    public int? Pages { get; init; }

    public int Copies { get; init; } = 1;

    /// <summary>The held job; null while it waits for its document.</summary>
    public JobId? Held { get; init; }
}
