namespace Platen.SiteAgent.Delivery;

/// <summary>A connection to a device, or why there is none.</summary>
/// <param name="Connection">The connection; the caller disposes it.</param>
/// <param name="Fault">Why there is none, for people, with what to do.</param>
/// <param name="IsTransient">Whether it can go away by itself, so that it is worth trying again.</param>
internal readonly record struct ConnectResult(DeviceConnection? Connection, string Fault, bool IsTransient);
