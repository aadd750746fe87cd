using Platen.Domain.Users;

namespace Platen.Domain.Devices;

/// <summary>How people log in at one device, where it differs from the tenant's policy.</summary>
public sealed record DeviceLogins
{
    /// <summary>What everybody needs after the card at this device (AU04); unspecified: what the tenant's policy says.</summary>
    public SecondPhase SecondPhase { get; init; }

    /// <summary>Name of its card reader's format; empty: the tenant's for devices.</summary>
    public string ReaderFormat { get; init; } = "";
}
