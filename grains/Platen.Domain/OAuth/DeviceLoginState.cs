namespace Platen.Domain.OAuth;

/// <summary>What the user said to a device's code. Stored by number.</summary>
public enum DeviceLoginState
{
    /// <summary>Nothing yet.</summary>
    Pending = 0,

    /// <summary>Yes.</summary>
    Approved = 1,

    /// <summary>No.</summary>
    Denied = 2,
}
