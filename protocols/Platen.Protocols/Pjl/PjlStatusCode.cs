namespace Platen.Protocols.Pjl;

/// <summary>Status codes of PJL (PJL Technical Reference, appendix D). The thousands tell the class; the last digits tray and size.</summary>
public static class PjlStatusCode
{
    /// <summary>Ready and online.</summary>
    public const int Ready = 10001;

    /// <summary>Ready and offline.</summary>
    public const int ReadyOffline = 10002;

    /// <summary>Processing a job.</summary>
    public const int Processing = 10023;

    /// <summary>A cover is open.</summary>
    public const int CoverOpen = 40021;

    /// <summary>Taken offline by hand.</summary>
    public const int Offline = 40079;

    /// <summary>Load paper, tray not named.</summary>
    public const int PaperOut = 41000;

    /// <summary>Paper jam, place not named.</summary>
    public const int Jam = 42000;

    /// <summary>What a code means for a job.</summary>
    public static PjlCondition Classify(int code) => code switch
    {
        ReadyOffline or Offline => PjlCondition.Offline,
        10003 or 10004 or 10005 or 10007 or 10023 or 10024 or 10029 => PjlCondition.Busy,
        >= 10000 and < 12000 => PjlCondition.Ready, // 11xyy: a tray that no job needs is empty
        >= 12000 and < 30000 => PjlCondition.Unknown,
        >= 30000 and < 40000 => PjlCondition.Ready,
        CoverOpen => PjlCondition.CoverOpen,
        >= 40000 and < 41000 => PjlCondition.OperatorNeeded,
        >= 41000 and < 42000 => PjlCondition.PaperOut,
        >= 42000 and < 43000 => PjlCondition.Jammed,
        >= 43000 and < 50000 => PjlCondition.OperatorNeeded,
        >= 50000 and < 60000 => PjlCondition.Fault,
        _ => PjlCondition.Unknown,
    };
}
