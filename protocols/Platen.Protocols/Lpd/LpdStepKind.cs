namespace Platen.Protocols.Lpd;

/// <summary>What a step of <see cref="LpdServerSession"/> tells.</summary>
public enum LpdStepKind
{
    /// <summary>More octets are needed; nothing was consumed.</summary>
    NeedMore = 0,

    /// <summary>A daemon command. After <see cref="LpdCommandCode.ReceiveJob"/> the host calls Accept or Refuse; after any other it answers and closes.</summary>
    Command,

    /// <summary>The client offers a file. The host calls Accept or Refuse.</summary>
    FileOffered,

    /// <summary>Octets of the accepted file, in order.</summary>
    FileData,

    /// <summary>The accepted file is whole. The host sends <see cref="LpdServerSession.Acknowledgement"/> once it is safe.</summary>
    FileCompleted,

    /// <summary>The client takes back the files that were sent on this connection.</summary>
    JobAborted,

    /// <summary>The client closed the connection between files: nothing more comes.</summary>
    Ended,
}
