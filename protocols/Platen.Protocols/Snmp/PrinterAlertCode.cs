namespace Platen.Protocols.Snmp;

/// <summary>Some values of prtAlertCode (RFC 3805, IANA-PRINTER-MIB). Others are kept as numbers.</summary>
public enum PrinterAlertCode
{
    /// <summary>Not a code.</summary>
    Unspecified = 0,

    /// <summary>other.</summary>
    Other = 1,

    /// <summary>unknown.</summary>
    Unknown = 2,

    /// <summary>coverOpen.</summary>
    CoverOpen = 3,

    /// <summary>jam.</summary>
    Jam = 8,

    /// <summary>powerDown; also used for offline.</summary>
    PowerDown = 504,

    /// <summary>inputMediaSupplyLow.</summary>
    InputMediaSupplyLow = 807,

    /// <summary>inputMediaSupplyEmpty.</summary>
    InputMediaSupplyEmpty = 808,

    /// <summary>markerTonerEmpty.</summary>
    MarkerTonerEmpty = 1101,

    /// <summary>markerTonerAlmostEmpty.</summary>
    MarkerTonerAlmostEmpty = 1104,
}
