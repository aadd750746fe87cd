using System.Text.Json;
using Platen.Ops.Installation;

namespace Platen.Ops.Sampling;

/// <summary>Adds a virtual MFP to a site, as a device for each protocol that it speaks.</summary>
internal static class SampleDevices
{
    public static async Task<IReadOnlyList<SampleDevice>> AddAsync(RestClient rest, string site, string mfpFile, string idPrefix, string name, CancellationToken cancellationToken)
    {
        var mfp = JsonSerializer.Deserialize<MfpDescription>(await File.ReadAllTextAsync(mfpFile, cancellationToken), JsonFormat.Options)!;
        var devices = new (string Id, string Name, string Protocol, int Port, string Path)[]
        {
            ("raw", $"{name} (RAW)", "raw", mfp.RawPort, ""),
            ("ipp", $"{name} (IPP)", "ipp", mfp.IppPort, "/ipp/print"),
            ("ipps", $"{name} (IPPS)", "ipps", mfp.IppsPort, "/ipp/print"),
            ("lpr", $"{name} (LPR)", "lpr", mfp.LpdPort, "print"),
        };
        foreach (var (id, deviceName, protocol, port, path) in devices)
        {
            var body = new { name = deviceName, location = "This machine", host = mfp.Address, protocol, port, path, snmpPort = mfp.SnmpPort, colour = true, duplex = true, enabled = true };
            await rest.PutAsync($"api/v1/sites/{site}/devices/{idPrefix}{id}", body, cancellationToken);
        }

        return [.. devices.Select(device => new SampleDevice(idPrefix + device.Id, device.Name, device.Protocol))];
    }
}
