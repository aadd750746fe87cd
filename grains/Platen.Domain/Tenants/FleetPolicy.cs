namespace Platen.Domain.Tenants;

/// <summary>When the server takes failed logins at many devices for one attack (AU14), and how long all panels are slow then.</summary>
public sealed record FleetPolicy
{
    /// <summary>Devices at which one and the same wrong PIN or password was tried within <see cref="Window"/>; 0: not looked at.</summary>
    public int SameSecretDevices { get; init; } = 5;

    /// <summary>Wrong PINs and passwords at all devices together within <see cref="Window"/>; 0: not looked at.</summary>
    public int Failures { get; init; } = 200;

    /// <summary>How long every typed login is slowed down then: 1 minute to 1 day.</summary>
    public TimeSpan Throttle { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The time over which failures are counted.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(10);
}
