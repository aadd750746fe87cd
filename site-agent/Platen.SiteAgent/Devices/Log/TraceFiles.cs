using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Platen.SiteAgent.Identity;

namespace Platen.SiteAgent.Devices.Log;

/// <summary>Keeps the traces of devices over restarts, a small file each. What is missing or does not read is as if the device were new: its alerts are told again, and nothing is billed twice.</summary>
internal sealed partial class TraceFiles
{
    private static readonly TimeSpan ForgetAfter = TimeSpan.FromDays(60);
    private readonly string _folder;
    private readonly ILogger<TraceFiles> _logger;

    public TraceFiles(AgentFolders folders, TimeProvider time, ILogger<TraceFiles> logger)
    {
        _folder = Path.Combine(folders.Root, "device-log");
        _logger = logger;
        Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var old in new DirectoryInfo(_folder).EnumerateFiles().Where(file => time.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc > ForgetAfter))
        {
            old.Delete();
        }
    }

    public DeviceTrace? Load(string deviceId)
    {
        try
        {
            return File(deviceId).Read() is { } text ? JsonSerializer.Deserialize<DeviceTrace>(text) : null;
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            LogUnreadable(deviceId, fault.Message);
            return null;
        }
    }

    public void Save(string deviceId, DeviceTrace trace) => File(deviceId).Replace(JsonSerializer.Serialize(trace));

    // an id is the server's, and still no file name
    private KeptText File(string deviceId) => new(Path.Combine(_folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(deviceId)).AsSpan(0, 16))), _logger);

    [LoggerMessage(2313, LogLevel.Warning, "What was last known of device {Device} cannot be read, and is begun anew: {Reason}")]
    private partial void LogUnreadable(string device, string reason);
}
