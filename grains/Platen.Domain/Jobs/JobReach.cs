namespace Platen.Domain.Jobs;

/// <summary>Where a job can be released.</summary>
public enum JobReach
{
    /// <summary>Not said: as <see cref="Anywhere"/>.</summary>
    Unspecified = 0,

    /// <summary>At any device of the company (MS02).</summary>
    Anywhere = 1,

    /// <summary>At any device of the site that received it (PR15, PR16).</summary>
    Site = 2,

    /// <summary>At the device that it was sent to (PR14).</summary>
    Device = 3,

    /// <summary>Sent to that device at once (PR13); if it cannot print now, it waits for it there.</summary>
    DeviceAtOnce = 4,
}
