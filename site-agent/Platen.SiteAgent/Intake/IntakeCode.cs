namespace Platen.SiteAgent.Intake;

/// <summary>What became of a document that was sent; each protocol says it in its own words.</summary>
internal enum IntakeCode
{
    Unspecified = 0,

    /// <summary>On disk, and held.</summary>
    Accepted = 1,

    /// <summary>No queue of that name.</summary>
    QueueUnknown = 2,

    /// <summary>The queue takes jobs of known users only, and the claimed one is not known or not active.</summary>
    OwnerUnknown = 3,

    /// <summary>There was not a single byte.</summary>
    Empty = 4,

    /// <summary>The disk is full, or the spool above its mark. Later it may work.</summary>
    SpoolFull = 5,

    /// <summary>The document is larger than this site takes.</summary>
    TooLarge = 6,

    /// <summary>Too many documents come in at this moment.</summary>
    Busy = 7,

    /// <summary>The site has not got its queues from the server yet.</summary>
    NotReady = 8,

    /// <summary>As much is held for the owner as the company's policy allows.</summary>
    QuotaReached = 9,

    /// <summary>The document would change the device, and the queue takes none of that.</summary>
    Unsafe = 10,
}
