namespace Platen.SiteAgent.Spool;

/// <summary>
/// The disk failed under the spool or the journal. After a failed sync the kernel may have dropped the data and report success the next time, so nothing more is
/// written until the agent is restarted and has read back what is really there.
/// </summary>
internal sealed class SpoolFaultedException(Exception cause)
    : Exception($"The spool's disk failed ({cause.Message}). Nothing more is accepted or changed; check the disk and restart the agent.", cause);
