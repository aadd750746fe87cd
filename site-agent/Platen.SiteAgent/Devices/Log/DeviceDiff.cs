using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices.Log;
using Platen.Domain.Jobs;
using DeviceLogKind = Platen.Contracts.AgentLink.V1.DeviceLogKind;
using DeviceLogLine = Platen.Contracts.AgentLink.V1.DeviceLogLine;
using DeviceLogSeverity = Platen.Contracts.AgentLink.V1.DeviceLogSeverity;

namespace Platen.SiteAgent.Devices.Log;

/// <summary>Holds a look at a device against the one before: pure, so that every case of it can be tested without a device.</summary>
internal static class DeviceDiff
{
    public const string Ready = "ready";
    public const string Stopped = "stopped";
    public const string Unreachable = "unreachable";

    /// <summary>A device that does not answer so often in a row is out of reach; a datagram may be lost.</summary>
    public const int MissesMax = 2;

    private const int ReasonsMax = 32;
    private const string Silent = "connecting-to-device";

    /// <summary>The time by which an up-time and the clock may disagree before it counts as a restart.</summary>
    private static readonly TimeSpan UpTimeSlack = TimeSpan.FromSeconds(30);

    /// <summary>SNMP counts up-time in hundredths of a second, 32 bits of them.</summary>
    private static readonly TimeSpan UpTimeWraps = TimeSpan.FromMilliseconds(10.0 * uint.MaxValue);

    /// <summary>An alert is dated by the device as far back as this; what claims to be older begins when it is seen.</summary>
    private static readonly TimeSpan RaisedAgoMax = TimeSpan.FromDays(7);

    public static DeviceNews Of(DeviceTrace? before, DeviceLook look)
    {
        var trace = before ?? new DeviceTrace();
        if (look.Status.PrinterState == DeviceStatusWords.Unreachable)
        {
            return Missed(trace, look);
        }

        var lines = ImmutableArray.CreateBuilder<DeviceLogLine>();
        AddRestart(lines, trace, look);
        var isExchanged = AddIdentity(lines, trace, look);
        AddState(lines, trace, look);
        var alerts = AddAlerts(lines, trace, look);
        var counted = CounterReadings.Of(trace, look, isExchanged);
        var next = counted.Trace with
        {
            State = StateOf(look.Status),
            Reasons = ReasonsOf(look.Status),
            Misses = 0,
            Alerts = alerts,
            SerialNumber = look.Status.SerialNumber.Length > 0 ? Text(look.Status.SerialNumber) : trace.SerialNumber,
            Model = look.Status.Model.Length > 0 ? Text(look.Status.Model) : trace.Model,
            Firmware = look.Status.Firmware.Length > 0 ? Text(look.Status.Firmware) : trace.Firmware,
            UpTime = look.Status.UpTime ?? trace.UpTime,
            SeenAt = look.At,
        };
        return new DeviceNews(next, counted.Lines, lines.ToImmutable());
    }

    /// <summary>A line about now.</summary>
    internal static DeviceLogLine Line(DeviceLook look, DeviceLogKind kind, DeviceLogSeverity severity, string code, string text) => new()
    {
        At = Timestamp.FromDateTimeOffset(look.At),
        Kind = kind,
        Severity = severity,
        Code = FactBounds.Text(code, DeviceLogRules.CodeMax),
        Text = Text(text),
        SerialNumber = Text(look.Status.SerialNumber),
    };

    internal static string Text(string text) => FactBounds.Text(text, DeviceLogRules.TextMax);

    private static DeviceNews Missed(DeviceTrace trace, DeviceLook look)
    {
        var misses = Math.Min(trace.Misses + 1, MissesMax);
        if (misses < MissesMax || trace.State == Unreachable)
        {
            return new DeviceNews(trace with { Misses = misses }, [], []);
        }

        var line = Line(look, DeviceLogKind.StateChanged, DeviceLogSeverity.Warning, Unreachable, look.Status.Obstacle.Length > 0 ? look.Status.Obstacle : "does not answer");
        return new DeviceNews(trace with { Misses = misses, State = Unreachable, Reasons = [] }, [], [line]);
    }

    private static string StateOf(DeviceStatus status) => status.PrinterState == DeviceStatusWords.Stopped ? Stopped : Ready;

    private static ImmutableArray<string> ReasonsOf(DeviceStatus status) =>
        [.. status.Reasons.Where(reason => reason != Silent).Take(ReasonsMax).Select(reason => FactBounds.Text(reason, DeviceLogRules.CodeMax)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static void AddRestart(ImmutableArray<DeviceLogLine>.Builder lines, DeviceTrace trace, DeviceLook look)
    {
        if (trace.UpTime is not { } before || look.Status.UpTime is not { } now)
        {
            return;
        }

        // by its own count it was switched on after the last look: not when the counter of hundredths has wrapped
        var expected = before + (look.At - trace.SeenAt);
        if (now < before && now + UpTimeSlack < expected && expected < UpTimeWraps - UpTimeSlack)
        {
            lines.Add(Line(look, DeviceLogKind.Restarted, DeviceLogSeverity.Information, "restarted", $"was switched on or restarted, {(int)now.TotalMinutes} minutes ago"));
        }
    }

    private static bool AddIdentity(ImmutableArray<DeviceLogLine>.Builder lines, DeviceTrace trace, DeviceLook look)
    {
        var isExchanged = Differ(trace.SerialNumber, look.Status.SerialNumber);
        if (isExchanged)
        {
            lines.Add(Line(look, DeviceLogKind.IdentityChanged, DeviceLogSeverity.Warning, "serial-number", $"another device: serial number {trace.SerialNumber} before"));
        }

        if (Differ(trace.Model, look.Status.Model))
        {
            lines.Add(Line(look, DeviceLogKind.IdentityChanged, DeviceLogSeverity.Information, "model", $"{Half(look.Status.Model)}; before: {Half(trace.Model)}"));
        }

        if (Differ(trace.Firmware, look.Status.Firmware))
        {
            lines.Add(Line(look, DeviceLogKind.IdentityChanged, DeviceLogSeverity.Information, "firmware", $"{Half(look.Status.Firmware)}; before: {Half(trace.Firmware)}"));
        }

        return isExchanged;
    }

    // what a device does not say this time says nothing against it
    private static bool Differ(string before, string now) => before.Length > 0 && now.Length > 0 && before != Text(now);

    private static string Half(string text) => FactBounds.Text(text, DeviceLogRules.TextMax / 2 - 8);

    private static void AddState(ImmutableArray<DeviceLogLine>.Builder lines, DeviceTrace trace, DeviceLook look)
    {
        var (state, reasons) = (StateOf(look.Status), ReasonsOf(look.Status));
        var isFirstAndWell = trace.State.Length == 0 && state == Ready && reasons.IsEmpty;
        if (isFirstAndWell || (state == trace.State && reasons.SequenceEqual(trace.Reasons)))
        {
            return;
        }

        var severity = state == Stopped ? DeviceLogSeverity.Critical : reasons.IsEmpty ? DeviceLogSeverity.Information : DeviceLogSeverity.Warning;
        lines.Add(Line(look, DeviceLogKind.StateChanged, severity, state, reasons.IsEmpty ? state : $"{state}: {string.Join(", ", reasons)}"));
    }

    private static ImmutableSortedDictionary<string, DeviceTrace.StandingAlert> AddAlerts(ImmutableArray<DeviceLogLine>.Builder lines, DeviceTrace trace, DeviceLook look)
    {
        if (look.Alerts.IsDefault)
        {
            return trace.Alerts; // not told this time: none has ended
        }

        foreach (var (_, ended) in trace.Alerts.Where(standing => !look.Alerts.Any(alert => alert.Key == standing.Key)))
        {
            lines.Add(Line(look, DeviceLogKind.AlertEnded, ended.Severity, ended.Code, ended.Text));
        }

        foreach (var begun in look.Alerts.Where(alert => !trace.Alerts.ContainsKey(alert.Key)))
        {
            var line = Line(look, DeviceLogKind.AlertBegan, begun.Severity, begun.Code, begun.Text);
            line.At = Timestamp.FromDateTimeOffset(RaisedAt(begun, look));
            lines.Add(line);
        }

        return look.Alerts.ToImmutableSortedDictionary(
            alert => alert.Key,
            alert => trace.Alerts.GetValueOrDefault(alert.Key) ?? new DeviceTrace.StandingAlert(alert.Severity, FactBounds.Text(alert.Code, DeviceLogRules.CodeMax), Text(alert.Text)),
            StringComparer.Ordinal);
    }

    private static DateTimeOffset RaisedAt(DeviceAlert alert, DeviceLook look) =>
        alert.RaisedAt is { } raised && look.Status.UpTime is { } on && raised <= on && on - raised <= RaisedAgoMax ? look.At - (on - raised) : look.At;
}
