namespace Platen.Protocols.Ipp;

/// <summary>Values of <c>printer-state</c> (RFC 8011 section 5.4.11).</summary>
public enum IppPrinterState
{
    /// <summary>Not a state.</summary>
    Unspecified = 0,

    /// <summary>idle.</summary>
    Idle = 3,

    /// <summary>processing.</summary>
    Processing = 4,

    /// <summary>stopped.</summary>
    Stopped = 5,
}
