namespace Platen.Protocols.Lpd;

/// <summary>Daemon commands (RFC 1179 section 5).</summary>
public enum LpdCommandCode : byte
{
    /// <summary>Not a command.</summary>
    Unspecified = 0,

    /// <summary>Print any waiting jobs.</summary>
    PrintWaitingJobs = 1,

    /// <summary>Receive a printer job.</summary>
    ReceiveJob = 2,

    /// <summary>Send queue state, short.</summary>
    SendQueueStateShort = 3,

    /// <summary>Send queue state, long.</summary>
    SendQueueStateLong = 4,

    /// <summary>Remove jobs.</summary>
    RemoveJobs = 5,
}
