namespace Platen.Domain.Jobs;

/// <summary>A job's state, with IPP's numbers (RFC 8011, 5.3.7).</summary>
public enum JobState
{
    /// <summary>Not a state; rejected wherever one is read.</summary>
    Unspecified = 0,

    /// <summary><c>pending-held</c>: whole, on disk, waiting for its owner; also a printed job that is kept for reprint is <see cref="Completed"/>, not this.</summary>
    PendingHeld = 4,

    /// <summary><c>processing</c>: one release has it.</summary>
    Processing = 5,

    /// <summary><c>canceled</c>: deleted by its owner or an administrator, or expired.</summary>
    Canceled = 7,

    /// <summary><c>aborted</c>: it can never be printed (its data is damaged or gone).</summary>
    Aborted = 8,

    /// <summary><c>completed</c>: printed at least once; the data may be kept for reprint (PR03).</summary>
    Completed = 9,
}
