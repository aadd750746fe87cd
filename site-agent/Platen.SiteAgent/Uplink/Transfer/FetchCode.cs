namespace Platen.SiteAgent.Uplink.Transfer;

/// <summary>How a fetch ended.</summary>
internal enum FetchCode
{
    Unspecified = 0,

    /// <summary>The whole document is here, and this release's: print it.</summary>
    Fetched = 1,

    /// <summary>The holder or the server refuses; another attempt with the same release would be refused too.</summary>
    Refused = 2,

    /// <summary>The line, the server or the holder cannot be reached now. What has come is kept; a later fetch of the same release goes on from there.</summary>
    Unavailable = 3,

    /// <summary>What comes is not what the holder sealed: nothing of it is used.</summary>
    Damaged = 4,

    /// <summary>This agent has no room for the document.</summary>
    NoRoom = 5,

    /// <summary>A copy ahead is here, whole; a release may adopt it, and nobody may print it before.</summary>
    FetchedAhead = 7,

    /// <summary>This very release is being fetched already.</summary>
    UnderWay = 6,
}
