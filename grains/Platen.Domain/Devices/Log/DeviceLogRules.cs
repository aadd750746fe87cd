using System.Collections.Immutable;
using System.Globalization;
using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;

namespace Platen.Domain.Devices.Log;

/// <summary>What lines of devices' logs are like, and the bounds within which a device, and an agent, is believed.</summary>
public static class DeviceLogRules
{
    /// <summary>Most lines of one event.</summary>
    public const int LinesMax = 64;

    /// <summary>Longest code, in characters.</summary>
    public const int CodeMax = 64;

    /// <summary>Longest text and serial number, in characters.</summary>
    public const int TextMax = 255;

    private const int SlotMax = 80;
    private const int UnitMax = 16;
    private const int ZoneMax = 64;

    /// <summary>Longest time that anything is kept.</summary>
    public static readonly TimeSpan KeepMax = TimeSpan.FromDays(3_660);

    /// <summary>Kinds that agents tell; the others are of other records.</summary>
    public static readonly ImmutableArray<DeviceLogKind> Told = [.. Enum.GetValues<DeviceLogKind>().Where(kind => kind is > DeviceLogKind.Unspecified and < DeviceLogKind.Login)];

    /// <summary>Kinds that people filter by, the words of REST and the console: each with the kinds it means.</summary>
    public static readonly ImmutableArray<(string Word, ImmutableArray<DeviceLogKind> Kinds)> Groups =
    [
        ("alerts", [DeviceLogKind.AlertBegan, DeviceLogKind.AlertEnded, DeviceLogKind.Suppressed]),
        ("states", [DeviceLogKind.StateChanged, DeviceLogKind.Restarted, DeviceLogKind.IdentityChanged]),
        ("readings", [DeviceLogKind.Reading]),
        ("logins", [DeviceLogKind.Login, DeviceLogKind.Logout]),
        ("releases", [DeviceLogKind.Release]),
    ];

    /// <summary>The entries of a fact, cleaned and cut; lines of kinds that this version does not know, and readings without a counter, are left out.</summary>
    /// <param name="tenant">Whose device it is.</param>
    /// <param name="site">Its site.</param>
    /// <param name="eventId">Names the agent's event, and so its lines.</param>
    /// <param name="fact">What the agent told.</param>
    /// <param name="now">The server's time.</param>
    public static ImmutableArray<DeviceLogEntry> Entries(TenantId tenant, SiteId site, string eventId, DeviceLogged fact, DateTimeOffset now) =>
    [
        .. fact.Lines.Take(LinesMax).Where(line => Told.Contains(line.Kind) && (line.Kind != DeviceLogKind.Reading || line.Counter is >= 0)).Select((line, place) => new DeviceLogEntry
        {
            Tenant = tenant,
            Site = site,
            Device = fact.Device,
            Id = string.Create(CultureInfo.InvariantCulture, $"{eventId}/{place:D2}"),
            Line = Bounded(line, now),
        }),
    ];

    /// <summary>All that is wrong with a policy.</summary>
    public static void Check(ImmutableArray<string>.Builder errors, DeviceLogPolicy policy)
    {
        RuleText.Duration(errors, "The time that counter readings of devices are kept", policy.KeepReadings, TimeSpan.FromDays(32), KeepMax);
        RuleText.Duration(errors, "The time that devices' logs are kept", policy.KeepLog, TimeSpan.FromDays(1), KeepMax);
        if (policy.Readings is not (ReadingSchedule.Daily or ReadingSchedule.Monthly))
        {
            errors.Add("The schedule of counter readings is missing; give daily or monthly.");
        }

        if (policy.TimeZone.Length > 0 && (policy.TimeZone.Length > ZoneMax || !TimeZoneInfo.TryFindSystemTimeZoneById(policy.TimeZone, out _)))
        {
            errors.Add($"The time zone '{FactBounds.Text(policy.TimeZone, ZoneMax)}' is not known; give a name such as Europe/Berlin, or none for each site's own.");
        }
    }

    private static DeviceLogLine Bounded(DeviceLogLine line, DateTimeOffset now) => line with
    {
        At = FactTime.Bound(line.At, now),
        Severity = Enum.IsDefined(line.Severity) ? line.Severity : DeviceLogSeverity.Unspecified,
        Code = FactBounds.Text(line.Code, CodeMax),
        Text = FactBounds.Text(line.Text, TextMax),
        CounterUnit = FactBounds.Text(line.CounterUnit, UnitMax),
        SerialNumber = FactBounds.Text(line.SerialNumber, TextMax),
        Cause = Enum.IsDefined(line.Cause) ? line.Cause : ReadingCause.Unspecified,
        Slot = line.Kind == DeviceLogKind.Reading ? FactBounds.Text(line.Slot, SlotMax) : "",
        Counter = line.Kind == DeviceLogKind.Reading ? line.Counter : null,
        Count = Math.Max(0, line.Count),
    };
}
