namespace Platen.SiteAgent.Spool;

/// <summary>What is wrong with a stored document.</summary>
internal enum SpoolDamage
{
    Unspecified = 0,

    /// <summary>The file that should hold it is not there, or is not what it should be.</summary>
    FileMissing = 1,

    /// <summary>The header does not name this job.</summary>
    HeaderDamaged = 2,

    /// <summary>The wrapped data key is destroyed, damaged, or wrapped under a site key that does not exist any more.</summary>
    KeyUnreadable = 3,

    /// <summary>A chunk does not open: bits changed, or it is another job's, or out of place.</summary>
    ChunkDamaged = 4,

    /// <summary>The file ends before the chunk does.</summary>
    Truncated = 5,

    /// <summary>All chunks open, but there are fewer or more bytes than were accepted.</summary>
    LengthMismatch = 6,

    /// <summary>The disk does not give the bytes.</summary>
    Unreadable = 7,
}
