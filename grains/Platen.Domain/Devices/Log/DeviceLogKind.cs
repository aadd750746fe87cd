namespace Platen.Domain.Devices.Log;

/// <summary>What a line of a device's log is about (LG04). Stored by number, and the same numbers on the wire: both only ever grow. From 20 on they are other records' lines, shown among a device's own.</summary>
public enum DeviceLogKind
{
    /// <summary>Not said; such a line is not kept.</summary>
    Unspecified = 0,

    /// <summary>The life-time page counter, for billing.</summary>
    Reading = 1,

    /// <summary>The device raised an alert (RFC 3805 prtAlertTable, PWG 5100.9 printer-alert).</summary>
    AlertBegan = 2,

    /// <summary>An alert is not raised any more.</summary>
    AlertEnded = 3,

    /// <summary>It stopped, goes again, is in or out of reach, or gives other reasons.</summary>
    StateChanged = 4,

    /// <summary>It was switched on or restarted.</summary>
    Restarted = 5,

    /// <summary>Its serial number, model or firmware is another one.</summary>
    IdentityChanged = 6,

    /// <summary>Lines that were too many to be kept: only how many.</summary>
    Suppressed = 7,

    /// <summary>Somebody logged in there, or failed to.</summary>
    Login = 20,

    /// <summary>Somebody logged out there.</summary>
    Logout = 21,

    /// <summary>A job was released there, and how it ended.</summary>
    Release = 22,
}
