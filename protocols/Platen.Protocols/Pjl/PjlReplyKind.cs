namespace Platen.Protocols.Pjl;

/// <summary>What a reply of a device tells.</summary>
public enum PjlReplyKind
{
    /// <summary>Something else; see <see cref="PjlReply.Topic"/> and <see cref="PjlReply.Lines"/>.</summary>
    Other = 0,

    /// <summary>A page has been printed (USTATUS PAGE); <see cref="PjlReply.Pages"/> is its number within the job.</summary>
    Page,

    /// <summary>A job has begun (USTATUS JOB START).</summary>
    JobStart,

    /// <summary>A job has ended (USTATUS JOB END); <see cref="PjlReply.Pages"/> is how many were printed.</summary>
    JobEnd,

    /// <summary>A job was canceled at the device (USTATUS JOB CANCELED).</summary>
    JobCanceled,

    /// <summary>The device's state: USTATUS DEVICE, USTATUS TIMED or INFO STATUS.</summary>
    Status,

    /// <summary>The answer to INFO PAGECOUNT; <see cref="PjlReply.Pages"/> is the life-time counter.</summary>
    PageCount,

    /// <summary>The answer to ECHO; <see cref="PjlReply.Topic"/> ends with its words.</summary>
    Echo,
}
