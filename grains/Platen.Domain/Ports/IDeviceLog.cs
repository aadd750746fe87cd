using Platen.Domain.Devices.Log;
using Platen.Domain.Tenants;

namespace Platen.Domain.Ports;

/// <summary>Reads devices' logs (LG04). What is in them is written by commits (<see cref="DeviceLogAdded"/>).</summary>
public interface IDeviceLog
{
    /// <summary>Lines, newest first; of one device with its logins, logouts and releases, which are read from the audit log.</summary>
    Task<ResultPage<DeviceLogEntry>> ListAsync(TenantId tenant, DeviceLogFilter filter, PageRequest page, CancellationToken cancellationToken);
}
