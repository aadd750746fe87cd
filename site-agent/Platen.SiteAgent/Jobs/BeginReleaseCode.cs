namespace Platen.SiteAgent.Jobs;

/// <summary>The answer to a release that wants a job.</summary>
internal enum BeginReleaseCode
{
    Unspecified = 0,

    /// <summary>The job is this release's, by this very call: deliver it.</summary>
    Started = 1,

    /// <summary>The job is this release's by an earlier call, and it is not finished: do not deliver it twice. <see cref="HeldJob.IsInterrupted"/> tells whether the agent was restarted in between.</summary>
    AlreadyStarted = 2,

    /// <summary>This release is over; <see cref="BeginReleaseResult.Outcome"/> is how it ended.</summary>
    AlreadyFinished = 3,

    /// <summary>Another release has the job.</summary>
    Busy = 4,

    /// <summary>The job is not held here (any more).</summary>
    Gone = 5,

    /// <summary>The job has a PIN (PWG 5100.11) that nobody has given yet.</summary>
    PinNeeded = 6,

    /// <summary>The release is for a job that was not printed yet, and it was, since.</summary>
    PrintedSince = 7,
}
