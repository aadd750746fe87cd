namespace Platen.SiteAgent.Offline;

/// <summary>What became of a card or PIN that somebody asked for while the site is cut off.</summary>
internal enum PendingCode
{
    Unspecified = 0,

    /// <summary>It is in the journal, and is decided by the server when the line is back.</summary>
    Taken = 1,

    /// <summary>Not without the server: it is in reach, the site is cut off for too long, or the administrator does not allow it.</summary>
    NeedsServer = 2,

    /// <summary>The user has that card, or has asked already.</summary>
    Known = 3,

    /// <summary>The card is somebody else's.</summary>
    OfAnother = 4,

    /// <summary>The user's last PIN is too young (AU06).</summary>
    TooSoon = 5,

    /// <summary>Too many wait for the server already.</summary>
    Full = 6,
}
