namespace Platen.Gateway.Api.Tenants;

/// <summary>The tenant in figures. "Today" is the day in UTC.</summary>
internal sealed record OverviewJson(
    long JobsHeld, long JobsUnclaimed, long JobsPrintedToday, long ImpressionsToday, long Users, long Devices, long DevicesStopped, long Agents);
