namespace Platen.SiteAgent.Jobs;

/// <summary>How an intake ended.</summary>
internal enum ReceiveCode
{
    Unspecified = 0,

    /// <summary>The job is held: data and fact are on disk.</summary>
    Accepted = 1,

    /// <summary>The disk is full, or above the spool's high-water mark (I9). Nothing was kept; the sender may try later.</summary>
    SpoolFull = 2,

    /// <summary>The document is larger than <c>Spool:JobBytesMax</c>. Trying again does not help.</summary>
    TooLarge = 3,

    /// <summary>A job with this id is held already.</summary>
    Duplicate = 4,
}
