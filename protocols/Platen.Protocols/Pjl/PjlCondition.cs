namespace Platen.Protocols.Pjl;

/// <summary>What a status code means for a job that is to be printed.</summary>
public enum PjlCondition
{
    /// <summary>The code is not known here.</summary>
    Unknown = 0,

    /// <summary>Ready, or ready with a warning.</summary>
    Ready,

    /// <summary>Busy, warming up, or printing.</summary>
    Busy,

    /// <summary>Taken offline by hand.</summary>
    Offline,

    /// <summary>Paper must be loaded.</summary>
    PaperOut,

    /// <summary>Paper is jammed.</summary>
    Jammed,

    /// <summary>A cover is open.</summary>
    CoverOpen,

    /// <summary>Someone must do something else at the device.</summary>
    OperatorNeeded,

    /// <summary>The hardware failed.</summary>
    Fault,
}
