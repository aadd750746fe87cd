namespace Platen.SiteAgent.Jobs;

/// <summary>What happened to a job.</summary>
internal enum JobChangeKind
{
    Unspecified = 0,

    /// <summary>It is held now.</summary>
    Added = 1,

    /// <summary>Its state, owner or releases changed.</summary>
    Changed = 2,

    /// <summary>It is gone.</summary>
    Removed = 3,

    /// <summary>Changes before this one were lost to a slow watcher: list anew. It names no job.</summary>
    Missed = 4,
}
