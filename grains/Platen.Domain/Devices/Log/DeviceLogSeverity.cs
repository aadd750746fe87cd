namespace Platen.Domain.Devices.Log;

/// <summary>How much a line matters. Stored by number, and the same numbers on the wire.</summary>
public enum DeviceLogSeverity
{
    /// <summary>Not said.</summary>
    Unspecified = 0,

    /// <summary>Worth knowing.</summary>
    Information = 1,

    /// <summary>The device goes on, but wants somebody.</summary>
    Warning = 2,

    /// <summary>The device has stopped.</summary>
    Critical = 3,
}
