namespace Platen.Protocols.Snmp;

/// <summary>Bits of hrPrinterDetectedErrorState (RFC 2790 section 4, RFC 3805). Bit 0 is the most significant bit of the first octet.</summary>
[Flags]
public enum PrinterErrorState
{
    /// <summary>No error.</summary>
    None = 0,

    /// <summary>lowPaper.</summary>
    LowPaper = 1 << 0,

    /// <summary>noPaper.</summary>
    NoPaper = 1 << 1,

    /// <summary>lowToner.</summary>
    LowToner = 1 << 2,

    /// <summary>noToner.</summary>
    NoToner = 1 << 3,

    /// <summary>doorOpen.</summary>
    DoorOpen = 1 << 4,

    /// <summary>jammed.</summary>
    Jammed = 1 << 5,

    /// <summary>offline.</summary>
    Offline = 1 << 6,

    /// <summary>serviceRequested.</summary>
    ServiceRequested = 1 << 7,

    /// <summary>inputTrayMissing.</summary>
    InputTrayMissing = 1 << 8,

    /// <summary>outputTrayMissing.</summary>
    OutputTrayMissing = 1 << 9,

    /// <summary>markerSupplyMissing.</summary>
    MarkerSupplyMissing = 1 << 10,

    /// <summary>outputNearFull.</summary>
    OutputNearFull = 1 << 11,

    /// <summary>outputFull.</summary>
    OutputFull = 1 << 12,

    /// <summary>inputTrayEmpty.</summary>
    InputTrayEmpty = 1 << 13,

    /// <summary>overduePreventMaint.</summary>
    OverduePreventMaint = 1 << 14,
}
