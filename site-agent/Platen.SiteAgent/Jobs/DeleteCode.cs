namespace Platen.SiteAgent.Jobs;

/// <summary>The answer to a deletion.</summary>
internal enum DeleteCode
{
    Unspecified = 0,

    /// <summary>The key is destroyed, the data freed.</summary>
    Deleted = 1,

    /// <summary>A release has the job; it can be deleted when that is over.</summary>
    Busy = 2,

    /// <summary>The job is not held here (any more).</summary>
    Gone = 3,
}
