namespace Platen.Protocols.Ipp;

/// <summary>Keywords of <c>printer-state-reasons</c> (RFC 8011 section 5.4.12); on the wire most carry a suffix -report, -warning or -error.</summary>
public static class IppPrinterStateReason
{
    /// <summary><c>none</c>.</summary>
    public const string None = "none";

    /// <summary><c>media-needed</c>.</summary>
    public const string MediaNeeded = "media-needed";

    /// <summary><c>media-jam</c>.</summary>
    public const string MediaJam = "media-jam";

    /// <summary><c>media-empty</c>.</summary>
    public const string MediaEmpty = "media-empty";

    /// <summary><c>media-low</c>.</summary>
    public const string MediaLow = "media-low";

    /// <summary><c>toner-low</c>.</summary>
    public const string TonerLow = "toner-low";

    /// <summary><c>toner-empty</c>.</summary>
    public const string TonerEmpty = "toner-empty";

    /// <summary><c>marker-supply-low</c>.</summary>
    public const string MarkerSupplyLow = "marker-supply-low";

    /// <summary><c>marker-supply-empty</c>.</summary>
    public const string MarkerSupplyEmpty = "marker-supply-empty";

    /// <summary><c>cover-open</c>.</summary>
    public const string CoverOpen = "cover-open";

    /// <summary><c>door-open</c>.</summary>
    public const string DoorOpen = "door-open";

    /// <summary><c>input-tray-missing</c>.</summary>
    public const string InputTrayMissing = "input-tray-missing";

    /// <summary><c>output-area-full</c>.</summary>
    public const string OutputAreaFull = "output-area-full";

    /// <summary><c>paused</c>.</summary>
    public const string Paused = "paused";

    /// <summary><c>shutdown</c>.</summary>
    public const string Shutdown = "shutdown";

    /// <summary><c>connecting-to-device</c>.</summary>
    public const string ConnectingToDevice = "connecting-to-device";

    /// <summary><c>timed-out</c>.</summary>
    public const string TimedOut = "timed-out";

    /// <summary><c>offline</c>.</summary>
    public const string Offline = "offline";

    /// <summary><c>stopping</c>.</summary>
    public const string Stopping = "stopping";

    /// <summary><c>stopped-partly</c>.</summary>
    public const string StoppedPartly = "stopped-partly";

    /// <summary><c>spool-area-full</c>.</summary>
    public const string SpoolAreaFull = "spool-area-full";

    /// <summary><c>other</c>.</summary>
    public const string Other = "other";
}
