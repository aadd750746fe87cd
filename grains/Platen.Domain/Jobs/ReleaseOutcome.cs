namespace Platen.Domain.Jobs;

/// <summary>How one release ended.</summary>
public enum ReleaseOutcome
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>All bytes were delivered and the device took responsibility for them. Charged.</summary>
    Completed = 1,

    /// <summary>Nothing came out; the job is held again. Not charged.</summary>
    NotPrinted = 2,

    /// <summary>It broke in the middle; charged by what the device reported, never by guess.</summary>
    Partial = 3,
}
