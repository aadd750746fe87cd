using System.Collections.Concurrent;
using Platen.Contracts.AgentLink.V1;

namespace Platen.SiteAgent.Devices;

/// <inheritdoc cref="IDeviceStates"/>
internal sealed partial class DeviceStates(DeviceProbe probe, TimeProvider time, ILogger<DeviceStates> logger) : IDeviceStates, IDisposable
{
    /// <summary>A state that was seen this long ago or less is not asked for again.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(3);

    /// <summary>An older state says nothing any more.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromMinutes(3);

    /// <summary>Devices that are asked at once for panels; further ones are asked when they are looked at again.</summary>
    public const int AskedMax = 64;

    private readonly ConcurrentDictionary<string, DeviceSeen> _seen = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _asked = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private int _isDisposed;

    public DeviceSeen? Find(string deviceId) => _seen.TryGetValue(deviceId, out var seen) && time.GetUtcNow() - seen.At <= KnownFor ? seen : null;

    /// <summary>Takes note of what a device said.</summary>
    public void Note(ReplicaDevice device, DeviceStatus status) => _seen[device.DeviceId] = new DeviceSeen(status, time.GetUtcNow());

    /// <summary>Forgets the devices that are not among these.</summary>
    public void Keep(IReadOnlySet<string> deviceIds)
    {
        foreach (var gone in _seen.Keys.Where(id => !deviceIds.Contains(id)))
        {
            _seen.TryRemove(gone, out _);
        }
    }

    public void Freshen(ReplicaDevice device)
    {
        if (_seen.TryGetValue(device.DeviceId, out var seen) && time.GetUtcNow() - seen.At <= FreshFor)
        {
            return;
        }

        if (_asked.Count < AskedMax && _asked.TryAdd(device.DeviceId, true))
        {
            _ = AskAsync(device);
        }
    }

    /// <summary>Ends what is being asked; may be called again, because the container knows it by two names.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _stop.Cancel();
            _stop.Dispose();
        }
    }

    private async Task AskAsync(ReplicaDevice device)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            if (await probe.ReadAsync(device, _stop.Token) is { } status)
            {
                Note(device, status);
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException and not ObjectDisposedException)
        {
            LogFailed(fault, device.DeviceId);
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // the agent stops
        }
        finally
        {
            _asked.TryRemove(device.DeviceId, out _);
        }
    }

    [LoggerMessage(2311, LogLevel.Warning, "Device {Device} could not be asked for its state for its panel")]
    private partial void LogFailed(Exception fault, string device);
}
