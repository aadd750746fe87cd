namespace Platen.SiteAgent.Roaming;

/// <summary>How much a list of other sites' jobs is worth.</summary>
internal enum RemoteListState
{
    Unspecified = 0,

    /// <summary>The server has answered, a moment ago.</summary>
    Complete = 1,

    /// <summary>The server is being asked; what is shown may be older.</summary>
    Asking = 2,

    /// <summary>The server cannot be reached, or did not answer in time: nothing is known of other sites' jobs.</summary>
    Unavailable = 3,
}
