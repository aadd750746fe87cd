namespace Platen.Benchmarks.Peers;

/// <summary>What a cupsd does so that acknowledged jobs survive.</summary>
internal enum CupsDurability
{
    /// <summary>As shipped: no fsync, and the job's control file is written up to 30 s later.</summary>
    AsShipped,

    /// <summary><c>DirtyCleanInterval 0</c>: control files are written at once, so that jobs survive the end of the process; no fsync.</summary>
    WrittenAtOnce,

    /// <summary>The most it can: <c>DirtyCleanInterval 0</c> and <c>SyncOnClose Yes</c>. Control files are fsynced; the documents themselves are not.</summary>
    Durable,
}
