namespace Platen.SiteAgent.Journal;

/// <summary>What lies at a place where a frame may be.</summary>
internal enum FrameStatus
{
    Unspecified = 0,

    /// <summary>The frame that was expected, intact.</summary>
    Batch = 1,

    /// <summary>Nothing was ever written here.</summary>
    Empty = 2,

    /// <summary>Something, but not the expected frame, whole.</summary>
    Broken = 3,
}
