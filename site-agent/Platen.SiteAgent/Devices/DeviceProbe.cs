using Platen.Contracts.AgentLink.V1;

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
        return byIpp is not null && bySnmp is not null
            ? byIpp with { PageCounter = bySnmp.PageCounter ?? byIpp.PageCounter, SerialNumber = byIpp.SerialNumber.Length > 0 ? byIpp.SerialNumber : bySnmp.SerialNumber }
            : byIpp ?? bySnmp;
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
