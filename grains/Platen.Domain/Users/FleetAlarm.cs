namespace Platen.Domain.Users;

/// <summary>Failed logins at many devices that together look like one attack (AU14).</summary>
/// <param name="SameSecret">One secret was tried at many devices; else there are too many failures in all.</param>
/// <param name="Failures">How many failures.</param>
/// <param name="Devices">At how many devices.</param>
/// <param name="Sites">At how many branches.</param>
public sealed record FleetAlarm(bool SameSecret, int Failures, int Devices, int Sites);
