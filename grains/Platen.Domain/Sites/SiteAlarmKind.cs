namespace Platen.Domain.Sites;

/// <summary>What is wrong with a site's replication.</summary>
public enum SiteAlarmKind
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>The agent has not been heard of.</summary>
    Away = 1,

    /// <summary>Changes of users, queues, devices and policies have not reached the agent.</summary>
    ChangesLate = 2,

    /// <summary>The agent's events have not reached the server.</summary>
    EventsWaiting = 3,

    /// <summary>The site is cut off, and soon nobody can log in there any more (I5).</summary>
    OfflineLimit = 4,

    /// <summary>The agent's clock is wrong.</summary>
    ClockSkew = 5,

    /// <summary>Events could not be applied, and wait for somebody's decision.</summary>
    ParkedEvents = 6,
}
