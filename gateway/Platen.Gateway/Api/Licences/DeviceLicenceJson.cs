using Platen.Domain.Devices;

namespace Platen.Gateway.Api.Licences;

/// <summary>Whether a device takes a licence.</summary>
internal sealed record DeviceLicenceJson(string Site, string Device, string Model, string SerialNumber, bool Licensed)
{
    public static DeviceLicenceJson Of(DeviceLicence row) => new(row.Site.Value, row.Id.Value, row.Model, row.SerialNumber, row.Licensed);
}
