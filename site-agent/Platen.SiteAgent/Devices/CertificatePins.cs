using System.Security.Cryptography;
using System.Text.Json;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Identity;

namespace Platen.SiteAgent.Devices;

/// <summary>
/// Which certificate a device must show: the one that the administrator set; else the one it showed first, which is remembered (trust on first use). Devices make their own
/// certificates, so no CA vouches for them.
/// </summary>
internal sealed partial class CertificatePins(AgentFolders folders, ILogger<CertificatePins> logger)
{
    private readonly Lock _gate = new();
    private Dictionary<string, string>? _remembered;

    private string FilePath => Path.Combine(folders.Keys, "device-pins.json");

    /// <summary>Whether the device may show this certificate (DER).</summary>
    public bool Accepts(ReplicaDevice device, byte[] certificate)
    {
        var shown = SHA256.HashData(certificate);
        if (!device.CertificateSha256.IsEmpty)
        {
            return CryptographicOperations.FixedTimeEquals(shown, device.CertificateSha256.Span);
        }

        lock (_gate)
        {
            _remembered ??= Read();
            var key = $"{device.DeviceId}@{device.Host}:{device.Port}";
            if (_remembered.TryGetValue(key, out var known))
            {
                return known == Convert.ToHexString(shown);
            }

            _remembered[key] = Convert.ToHexString(shown);
            Write();
            LogPinned(device.DeviceId, _remembered[key]);
            return true;
        }
    }

    private Dictionary<string, string> Read() =>
        File.Exists(FilePath) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(FilePath)) ?? [] : [];

    private void Write()
    {
        var draft = FilePath + ".new";
        using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write))
        {
            file.Write(JsonSerializer.SerializeToUtf8Bytes(_remembered));
            file.Flush(flushToDisk: true); // else a power cut could leave an empty file, and with it no device that is trusted
        }

        File.Move(draft, FilePath, overwrite: true);
    }

    [LoggerMessage(2301, LogLevel.Information, "Device {Device} showed its certificate for the first time; only this one is trusted from now on: SHA-256 {Sha256}")]
    private partial void LogPinned(string device, string sha256);
}
