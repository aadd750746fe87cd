namespace Platen.Protocols.Snmp;

/// <summary>Values of prtAlertSeverityLevel (RFC 3805).</summary>
public enum PrinterAlertSeverity
{
    /// <summary>Not a level.</summary>
    Unspecified = 0,

    /// <summary>other.</summary>
    Other = 1,

    /// <summary>critical: the device has stopped.</summary>
    Critical = 3,

    /// <summary>warning.</summary>
    Warning = 4,

    /// <summary>warningBinaryChangeEvent.</summary>
    WarningBinaryChangeEvent = 5,
}
