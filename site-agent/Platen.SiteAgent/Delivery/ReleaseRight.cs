namespace Platen.SiteAgent.Delivery;

/// <summary>What a request for a release rests on.</summary>
public enum ReleaseRight
{
    /// <summary>Not said; refused.</summary>
    Unspecified = 0,

    /// <summary>The user's own: the job's owner, or a delegate of the owner (PR16). A job without an owner is nobody's to release.</summary>
    User = 1,

    /// <summary>The cluster has checked who asks: as <see cref="User"/>, and an administrator may release a job without an owner.</summary>
    Cluster = 2,

    /// <summary>The job's queue or port sends it to that device by itself (PR13).</summary>
    Queue = 3,
}
