namespace Platen.SiteAgent.Delivery;

/// <summary>Whether a release was taken on.</summary>
public enum ReleaseRequestCode
{
    /// <summary>Not said.</summary>
    Unspecified = 0,

    /// <summary>Queued, or already under way or ended under this release id.</summary>
    Accepted = 1,

    /// <summary>Another release has the job now.</summary>
    JobBusy = 2,

    /// <summary>The job does not exist (any more).</summary>
    JobGone = 3,

    /// <summary>The job belongs to somebody else.</summary>
    NotOwner = 4,

    /// <summary>The device is not known here, or is disabled.</summary>
    DeviceUnknown = 5,

    /// <summary>Too many releases wait for that device already.</summary>
    DeviceQueueFull = 6,

    /// <summary>The job can be released only at the device that it was sent to (PR14).</summary>
    NotHere = 7,

    /// <summary>What was chosen (copies, sides, colour, pages) cannot be done with this document at that device.</summary>
    FinishingNotPossible = 8,

    /// <summary>The site is cut off, and printing is not allowed meanwhile (MS05).</summary>
    BarredOffline = 40,

    /// <summary>The site is cut off, and what was printed already is not printed again meanwhile.</summary>
    ReprintBarredOffline = 41,

    /// <summary>The site is cut off, and the user has printed as many pages as is allowed meanwhile.</summary>
    PagesUsedOffline = 42,

    /// <summary>The job has a PIN, and it was not given, or is wrong.</summary>
    PinNeeded = 30,

    /// <summary>The job's data lies at a site that cannot be reached now.</summary>
    SiteUnreachable = 20,

    /// <summary>The job has copies, and the server, which says who prints it, cannot be asked now.</summary>
    ServerNeeded = 21,

    /// <summary>The job was printed since the user last saw it, and was not asked for once more (I2).</summary>
    PrintedSince = 22,
}
