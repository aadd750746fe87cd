namespace Platen.Domain.Devices.Log;

/// <summary>Why a counter was written down. Stored by number, and the same numbers on the wire.</summary>
public enum ReadingCause
{
    /// <summary>Not said.</summary>
    Unspecified = 0,

    /// <summary>The first of a day.</summary>
    Daily = 1,

    /// <summary>The last of a month, as it was seen before the month ended.</summary>
    MonthEnd = 2,

    /// <summary>The last of a device that was exchanged for another one.</summary>
    BeforeExchange = 3,

    /// <summary>The first of the device that came instead.</summary>
    AfterExchange = 4,

    /// <summary>The first after the counter went backwards: it was reset, wrapped, or its board was exchanged.</summary>
    Backwards = 5,
}
