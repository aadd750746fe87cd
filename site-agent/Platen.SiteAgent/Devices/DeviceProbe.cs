using System.Collections.Immutable;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Devices.Log;

namespace Platen.SiteAgent.Devices;

/// <summary>Asks a device for its state by what it speaks: IPP for IPP devices, SNMP where a port is set.</summary>
internal sealed class DeviceProbe(IppDeviceClient ipp, SnmpDeviceClient snmp)
{
    /// <summary>The device's state; null: it has no way to tell it.</summary>
    public async Task<DeviceStatus?> ReadAsync(ReplicaDevice device, CancellationToken cancellationToken)
    {
        var bySnmp = device.SnmpPort > 0 ? await snmp.ReadAsync(device, cancellationToken) : null;
        if (device.Protocol is not (DeliveryProtocol.Ipp or DeliveryProtocol.Ipps))
        {
            return bySnmp ?? (device.SnmpPort > 0 ? Silent(device) : null);
        }

        var byIpp = await ipp.ReadAsync(device, cancellationToken);
        if (byIpp is not null && device.SnmpPort > 0)
        {
            byIpp = byIpp with { UpTime = bySnmp?.UpTime }; // another clock
        }

        return byIpp is not null && bySnmp is not null
            ? byIpp with { PageCounter = bySnmp.PageCounter ?? byIpp.PageCounter, CounterUnit = bySnmp.PageCounter is null ? byIpp.CounterUnit : bySnmp.CounterUnit, CountedBySnmp = bySnmp.PageCounter is not null, SerialNumber = byIpp.SerialNumber.Length > 0 ? byIpp.SerialNumber : bySnmp.SerialNumber }
            : byIpp ?? bySnmp;
    }

    /// <summary>The alerts that the device raises, beside the state that was just read: by SNMP where it answers, else those that came with the state; default: not told.</summary>
    public async Task<ImmutableArray<DeviceAlert>> ReadAlertsAsync(ReplicaDevice device, DeviceStatus status, CancellationToken cancellationToken)
    {
        if (device.SnmpPort == 0 || status.PrinterState == DeviceStatusWords.Unreachable)
        {
            return status.Alerts;
        }

        // a device tells the same by both, in other words: an answer that was lost must not change the words
        var alerts = await snmp.ReadAlertsAsync(device, cancellationToken);
        return !alerts.IsDefault && alerts.IsEmpty && !status.Alerts.IsDefault ? status.Alerts : alerts;
    }

    // a device that is silent by SNMP may still print: it is shown, and no obstacle
    private static DeviceStatus Silent(ReplicaDevice device) => new()
    {
        PrinterState = DeviceStatusWords.Unreachable,
        Reasons = ["connecting-to-device"],
        Model = "",
        Obstacle = "",
    };
}
