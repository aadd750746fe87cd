using Platen.Domain.Devices.Log;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;

namespace Platen.Grains.Tests.Support;

/// <summary>The devices' logs of the record in memory; of the filter, what narrows it to a reader.</summary>
internal sealed class MemoryDeviceLog(MemoryRecords records) : IDeviceLog
{
    public Task<ResultPage<DeviceLogEntry>> ListAsync(TenantId tenant, DeviceLogFilter filter, PageRequest page, CancellationToken cancellationToken) =>
        Task.FromResult(new ResultPage<DeviceLogEntry>(
            [.. records.DeviceLog.Where(row => row.Tenant == tenant && IsFor(filter, row)).Where(row => filter.Device is null || row.Device == filter.Device).OrderByDescending(row => row.Line.At).Take(page.Limit)], ""));

    private static bool IsFor(DeviceLogFilter filter, DeviceLogEntry row) =>
        (row.Line.Kind == DeviceLogKind.Reading ? filter.ReadingSites : filter.LogSites) is not { } sites || sites.Contains(row.Site);
}
