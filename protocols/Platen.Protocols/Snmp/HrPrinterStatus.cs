namespace Platen.Protocols.Snmp;

/// <summary>Values of hrPrinterStatus (RFC 2790).</summary>
public enum HrPrinterStatus
{
    /// <summary>Not a status.</summary>
    Unspecified = 0,

    /// <summary>other: look at hrPrinterDetectedErrorState.</summary>
    Other = 1,

    /// <summary>unknown.</summary>
    Unknown = 2,

    /// <summary>idle.</summary>
    Idle = 3,

    /// <summary>printing.</summary>
    Printing = 4,

    /// <summary>warmup.</summary>
    Warmup = 5,
}
