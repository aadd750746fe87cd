namespace Platen.SiteAgent.Jobs;

/// <summary>The answer to the end of a release.</summary>
internal enum FinishReleaseCode
{
    Unspecified = 0,

    /// <summary>The outcome is recorded, by this very call.</summary>
    Finished = 1,

    /// <summary>The release was over already; the outcome that counts is the first.</summary>
    AlreadyFinished = 2,

    /// <summary>No such release is open here.</summary>
    NotStarted = 3,
}
