namespace Platen.SiteAgent.Delivery;

/// <summary>How far a release is.</summary>
public enum ReleaseStage
{
    /// <summary>Not said.</summary>
    Unspecified = 0,

    /// <summary>Waits for the device's earlier releases.</summary>
    Queued = 1,

    /// <summary>The device's state is asked for.</summary>
    CheckingDevice = 2,

    /// <summary>Bytes are on their way.</summary>
    Sending = 3,

    /// <summary>All bytes are delivered; the device prints.</summary>
    Printing = 4,

    /// <summary>Printed and accounted.</summary>
    Completed = 5,

    /// <summary>Nothing came out; the job is held again.</summary>
    NotPrinted = 6,

    /// <summary>It broke in the middle.</summary>
    Partial = 7,

    /// <summary>The document comes from another site.</summary>
    Fetching = 8,
}
