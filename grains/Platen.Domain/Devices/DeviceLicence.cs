using Platen.Domain.Sites;

namespace Platen.Domain.Devices;

/// <summary>What a provider needs to know of a customer's device (AZ08): which one it is, and whether it takes a licence. Nothing about people, jobs, addresses or what it is called there.</summary>
/// <param name="Site">The site.</param>
/// <param name="Id">The device's id.</param>
/// <param name="Model">As the device says it; empty: not known yet.</param>
/// <param name="SerialNumber">As the device says it; empty: not known yet.</param>
/// <param name="Licensed">Whether it takes a licence: it is in use.</param>
public sealed record DeviceLicence(SiteId Site, DeviceId Id, string Model, string SerialNumber, bool Licensed)
{
    /// <summary>Of a device.</summary>
    public static DeviceLicence Of(Device device) => new(device.Site, device.Id, device.Status.Model, device.Status.SerialNumber, device.Enabled);
}
