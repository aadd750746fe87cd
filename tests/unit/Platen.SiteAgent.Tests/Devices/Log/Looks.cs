using System.Collections.Immutable;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Devices;
using Platen.SiteAgent.Devices.Log;

namespace Platen.SiteAgent.Tests.Devices.Log;

/// <summary>Looks at a device, one after the other.</summary>
internal sealed class Looks
{
    private readonly TimeZoneInfo _zone;

    public Looks(string zone = "UTC") => _zone = TimeZoneInfo.FindSystemTimeZoneById(zone);

    public DeviceTrace? Trace { get; set; }

    public DateTimeOffset Now { get; set; } = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    public ReadingSchedule Schedule { get; set; }

    public static DeviceStatus Well => new() { PrinterState = DeviceStatusWords.Idle, SerialNumber = "A1", Model = "Model 1", PageCounter = 100, CountedBySnmp = true, CounterUnit = "impressions", UpTime = TimeSpan.FromHours(5) };

    public static DeviceStatus Silent => new() { PrinterState = DeviceStatusWords.Unreachable, Reasons = ["connecting-to-device"] };

    public static DeviceAlert Alert(int code = 808, string text = "Load paper") => new($"snmp/8/1/0/{code}", DeviceLogSeverity.Critical, "inputMediaSupplyEmpty", text);

    /// <summary>Looks, and remembers; the device's clock goes with ours.</summary>
    public DeviceNews At(TimeSpan later, DeviceStatus status, ImmutableArray<DeviceAlert> alerts = default)
    {
        Now += later;
        var news = DeviceDiff.Of(Trace, new DeviceLook(Now, status, alerts, _zone, Schedule));
        Trace = news.Trace;
        return news;
    }
}
