namespace Platen.Gateway.Api.Queues;

/// <summary>A queue's settings, all of them: what is left out takes its default.</summary>
internal sealed record PutQueueRequest
{
    /// <summary>The name for people, 1 to 200 characters.</summary>
    public string? Name { get; init; }

    /// <summary>pull (follow me), direct or private.</summary>
    public string? Kind { get; init; }

    /// <summary>What happens to jobs of unknown users: hold (the default) or refuse.</summary>
    public string? UnknownOwner { get; init; }

    /// <summary>The device of a direct queue.</summary>
    public string? Device { get; init; }

    /// <summary>TCP port on which the agents take RAW jobs for this queue; 0 or left out: none.</summary>
    public int? RawPort { get; init; }

    /// <summary>How long held jobs are kept, in minutes; left out: 3 days.</summary>
    public int? KeepHeldMinutes { get; init; }

    /// <summary>How long released jobs are kept for a reprint, in minutes; left out: 1 day.</summary>
    public int? KeepReleasedMinutes { get; init; }

    /// <summary>Prices.</summary>
    public PricesJson? Prices { get; init; }

    /// <summary>Where its jobs are copied in advance, so that they outlive their branch: none (the default), server (the company's site for copies), or site. Such a job waits for the server at each release. Pull queues only.</summary>
    public string? Copies { get; init; }

    /// <summary>The site that keeps the copies, for copies: site.</summary>
    public string? CopySite { get; init; }

    /// <summary>What it believes about senders, and lets through in documents.</summary>
    public IntakeJson? Intake { get; init; }
}
