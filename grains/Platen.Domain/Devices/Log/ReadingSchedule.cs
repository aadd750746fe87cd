namespace Platen.Domain.Devices.Log;

/// <summary>How often counters are written down, beside those of exchanges. The same numbers on the wire.</summary>
public enum ReadingSchedule
{
    /// <summary>Not said: daily.</summary>
    Unspecified = 0,

    /// <summary>Each day and at each month's end.</summary>
    Daily = 1,

    /// <summary>At each month's end.</summary>
    Monthly = 2,
}
