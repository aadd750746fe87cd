using Platen.Domain.Devices.Log;

namespace Platen.Console.Shared;

/// <summary>Lines of devices' logs in words.</summary>
public static class DeviceLogWords
{
    /// <summary>What a filter of kinds offers.</summary>
    public static readonly (string Value, string Text)[] Kinds =
        [("", "everything"), ("alerts", "alerts"), ("states", "states, restarts, exchanges"), ("readings", "counter readings"), ("logins", "logins and logouts"), ("releases", "releases")];

    /// <summary>What a filter of severities offers.</summary>
    public static readonly (string Value, string Text)[] Severities = [("", "all"), ("warning", "warnings and worse"), ("critical", "only what stops devices")];

    /// <summary>What a line is about.</summary>
    public static Badge Kind(DeviceLogEntry row) => row.Line switch
    {
        { Kind: DeviceLogKind.Reading, Cause: ReadingCause.Backwards } => new("counter went back", "st-bad"),
        { Kind: DeviceLogKind.Reading, Cause: ReadingCause.BeforeExchange or ReadingCause.AfterExchange } => new("exchange reading", "st-warn"),
        { Kind: DeviceLogKind.Reading, Cause: ReadingCause.MonthEnd } => new("month's reading", "st-ok"),
        { Kind: DeviceLogKind.Reading } => new("reading", "st-ok"),
        { Kind: DeviceLogKind.AlertBegan, Severity: DeviceLogSeverity.Critical } => new("alert", "st-bad"),
        { Kind: DeviceLogKind.AlertBegan } => new("alert", "st-warn"),
        { Kind: DeviceLogKind.AlertEnded } => new("alert over", "st-ok"),
        { Kind: DeviceLogKind.StateChanged, Severity: DeviceLogSeverity.Critical } => new("state", "st-bad"),
        { Kind: DeviceLogKind.StateChanged, Severity: DeviceLogSeverity.Warning } => new("state", "st-warn"),
        { Kind: DeviceLogKind.StateChanged } => new("state", "st-ok"),
        { Kind: DeviceLogKind.Restarted } => new("restarted", "st-warn"),
        { Kind: DeviceLogKind.IdentityChanged } => new("exchanged", "st-warn"),
        { Kind: DeviceLogKind.Suppressed } => new("left out", "st-off"),
        { Kind: DeviceLogKind.Login } => row.Success ? new("login", "st-busy") : new("login failed", "st-bad"),
        { Kind: DeviceLogKind.Logout } => new("logout", "st-off"),
        { Kind: DeviceLogKind.Release } => Release(row),
        _ => new("unknown", "st-off"),
    };

    /// <summary>What it says.</summary>
    public static string Text(DeviceLogLine line) => line switch
    {
        { Kind: DeviceLogKind.Reading } => $"{line.Counter} {(line.CounterUnit.Length > 0 ? line.CounterUnit : "pages")}{(line.Text.Length > 0 ? ", " + line.Text : "")}",
        { Kind: DeviceLogKind.Suppressed } => $"{line.Count} more lines were not kept: {line.Text}",
        _ => line.Text,
    };

    private static Badge Release(DeviceLogEntry row) => row.Line.Code switch
    {
        "job.printed" => new("printed", "st-ok"),
        "job.partly-printed" => new("printed in part", "st-warn"),
        "job.not-printed" => new("not printed", "st-bad"),
        _ => new("release", "st-busy"),
    };
}
