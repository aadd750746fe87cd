namespace Platen.SiteAgent.Sessions;

/// <summary>Whether the server is in reach; told by the uplink.</summary>
internal interface ISiteLinkState
{
    /// <summary>The link is up now.</summary>
    bool IsOnline { get; }

    /// <summary>
    /// When the server was last heard of, also before a restart: whoever implements this keeps it on disk, else a restart would prolong the offline limit (I5).
    /// Null: never, or not known.
    /// </summary>
    DateTimeOffset? LastContact { get; }

    /// <summary>How long the server has not been heard of, by a clock that cannot be set back; null: never, or not known.</summary>
    TimeSpan? OfflineFor { get; }
}
