namespace Platen.Domain.Replication;

/// <summary>What kind of record changed.</summary>
public enum FeedTopic
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>A user.</summary>
    User = 1,

    /// <summary>A queue.</summary>
    Queue = 2,

    /// <summary>A device.</summary>
    Device = 3,

    /// <summary>The tenant's policy.</summary>
    Tenant = 4,

    /// <summary>A job; live pages only, agents do not replicate it.</summary>
    Job = 5,

    /// <summary>A site or an agent; live pages only.</summary>
    Site = 6,

    /// <summary>A command waits in the site's outbox.</summary>
    Command = 7,

    /// <summary>A group of users; live pages only.</summary>
    Group = 8,

    /// <summary>A user's credit; live pages only.</summary>
    Credit = 110,
}
