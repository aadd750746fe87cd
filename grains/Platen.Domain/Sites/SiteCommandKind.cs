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
}
