using Platen.Domain.Devices.Log;

namespace Platen.Gateway.Api.DeviceLog;

/// <summary>A line of a device's log.</summary>
internal sealed record DeviceLogEntryJson
{
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Site { get; init; }

    public required string Device { get; init; }

    public required DeviceLogKind Kind { get; init; }

    /// <summary>information, warning or critical; null: not said.</summary>
    public required DeviceLogSeverity? Severity { get; init; }

    /// <summary>An alert's code, or what the device is now.</summary>
    public required string Code { get; init; }

    public required string Text { get; init; }

    /// <summary>Of a reading: the life-time counter.</summary>
    public required long? Counter { get; init; }

    /// <summary>impressions or sheets; empty: the device does not say.</summary>
    public required string CounterUnit { get; init; }

    public required string SerialNumber { get; init; }

    /// <summary>Why a reading was made.</summary>
    public required ReadingCause? Cause { get; init; }

    /// <summary>How many lines were left out here.</summary>
    public required int Count { get; init; }

    public required bool Success { get; init; }

    /// <summary>Who it was; null: nobody, or somebody whom the caller may not see.</summary>
    public required string? User { get; init; }

    /// <summary>A release's job, for who may see it.</summary>
    public required string? Job { get; init; }

    public static DeviceLogEntryJson Of(DeviceLogEntry row) => new()
    {
        Id = row.Id,
        At = row.Line.At,
        Site = row.Site.Value,
        Device = row.Device.Value,
        Kind = row.Line.Kind,
        Severity = row.Line.Severity == DeviceLogSeverity.Unspecified ? null : row.Line.Severity,
        Code = row.Line.Code,
        Text = row.Line.Text,
        Counter = row.Line.Counter,
        CounterUnit = row.Line.CounterUnit,
        SerialNumber = row.Line.SerialNumber,
        Cause = row.Line.Cause == ReadingCause.Unspecified ? null : row.Line.Cause,
        Count = row.Line.Count,
        Success = row.Success,
        User = row.User?.ToString(),
        Job = row.Job?.ToString(),
    };
}
