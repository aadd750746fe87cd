namespace Platen.Domain.Sites;

/// <summary>What a site is asked to do.</summary>
public enum SiteCommandKind
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>Delete a job and destroy its key.</summary>
    DeleteJob = 1,

    /// <summary>Release a job at a device.</summary>
    ReleaseJob = 2,

    /// <summary>End a panel session.</summary>
    EndSession = 3,

    /// <summary>Give an unclaimed job to a user.</summary>
    ClaimJob = 4,

    /// <summary>End the hand-over of a job whose release has ended at another site.</summary>
    EndHandOver = 5,

    /// <summary>End a release that goes on there, where that is safe: an administrator has given it up, and its job was given back to its holder.</summary>
    WithdrawRelease = 6,

    /// <summary>Fetch a copy of another site's job in advance, and keep it.</summary>
    CopyJob = 7,

    /// <summary>Destroy a copy of another site's job, its key first.</summary>
    DropCopy = 8,
}
