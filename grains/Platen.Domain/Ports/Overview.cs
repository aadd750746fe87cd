namespace Platen.Domain.Ports;

/// <summary>Counts for the console's first page.</summary>
/// <param name="JobsHeld">Jobs waiting for release.</param>
/// <param name="JobsUnclaimed">Of these, without an owner.</param>
/// <param name="JobsPrintedToday">Ledger entries since midnight UTC.</param>
/// <param name="ImpressionsToday">Impressions since midnight UTC.</param>
/// <param name="Users">Active users.</param>
/// <param name="Devices">Enabled devices.</param>
/// <param name="DevicesStopped">Of these, stopped or unreachable.</param>
/// <param name="Agents">Enrolled agents that are not revoked.</param>
public sealed record Overview(long JobsHeld, long JobsUnclaimed, long JobsPrintedToday, long ImpressionsToday, long Users, long Devices, long DevicesStopped, long Agents);
